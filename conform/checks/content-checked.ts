import { identityText, nobody } from '../../common/identity';
import { contentDigest } from '../../common/message-signature';
import type { Check } from '../check';
import { question, refusesEach } from '../refusals';

const other = '{"query":"{ __typename  }"}';

export const contentChecked: Check = {
  id: 'content-checked',
  title: 'A body or an identity that was changed after signing is refused with 401',
  required: true,
  run: (subject) => {
    const signed = () => subject.signed(question);
    const asOther = { 'simpul-identity': identityText({ ...nobody, viewer: 'conform:other' }) };
    const itsDigest = { 'content-digest': contentDigest(other) };
    return refusesEach(
      subject,
      [
        ['a signed request with another body', () => subject.post(other, signed())],
        ['the same, with the digest of the other body', () => subject.post(other, { ...signed(), ...itsDigest })],
        ['a signed request with another identity', () => subject.post(question, { ...signed(), ...asOther })],
      ],
      'Compare Content-Digest with the bytes that came, and check the signature over digest and identity.',
    );
  },
};
