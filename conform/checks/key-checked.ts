import { createSecretKey, randomBytes } from 'node:crypto';

import type { Check } from '../check';
import { question, refusesEach } from '../refusals';

export const keyChecked: Check = {
  id: 'key-checked',
  title: 'A signature by another key is refused with 401',
  required: true,
  run: (subject) => {
    const secret = createSecretKey(randomBytes(32));
    const byOther = (id: string) => subject.post(question, subject.signed(question, {}, { key: { id, secret } }));
    return refusesEach(
      subject,
      [
        ['a signature under a key id that nobody has', () => byOther('conform-stranger')],
        ['a signature by another key under the right id', () => byOther(subject.key?.id ?? '')],
      ],
      'Compute the HMAC with the key of that id, and compare it in constant time with the one that came.',
    );
  },
};
