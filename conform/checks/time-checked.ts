import { secondsNow, signatureWindow } from '../../common/message-signature';
import type { Check } from '../check';
import { question, refusesEach } from '../refusals';

const outside = 3 * signatureWindow;

export const timeChecked: Check = {
  id: 'time-checked',
  title: 'A signature from before or after the window of 30 seconds is refused with 401',
  required: true,
  run: (subject) => {
    const from = (created: number) => subject.post(question, subject.signed(question, {}, { created }));
    return refusesEach(
      subject,
      [
        [`a signature of ${outside} seconds ago`, () => from(secondsNow() - outside)],
        [`a signature of ${outside} seconds from now`, () => from(secondsNow() + outside)],
      ],
      `Refuse where created is more than ${signatureWindow} seconds from the own clock, in either direction.`,
    );
  },
};
