import type { Check } from '../check';
import { question, refusesEach } from '../refusals';

export const replayRefused: Check = {
  id: 'replay-refused',
  title: 'A signed request is taken once; the same again is refused with 401',
  required: true,
  run: (subject) => {
    const headers = subject.signed(question);
    const again = async () => {
      await subject.post(question, headers);
      return subject.post(question, headers);
    };
    return refusesEach(
      subject,
      [['a signed request a second time', again]],
      'Keep the nonces of the window, shared by all processes of the subgraph, and take each once.',
    );
  },
};
