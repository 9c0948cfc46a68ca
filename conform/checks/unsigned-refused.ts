import type { Check } from '../check';
import { question, refusesEach } from '../refusals';

export const unsignedRefused: Check = {
  id: 'unsigned-refused',
  title: 'A request without a signature is refused with 401',
  required: true,
  run: (subject) => {
    const { signature: _, ...withoutSignature } = { signature: '', ...subject.signed(question) };
    const headers = { 'content-type': 'text/plain' };
    return refusesEach(
      subject,
      [
        ['{ __typename } without a signature', () => subject.post(question, {})],
        ['a signed request whose Signature is left out', () => subject.post(question, withoutSignature)],
        ['text/plain without a signature', () => subject.send({ method: 'POST', headers, body: question })],
        ['what is no JSON, without a signature', () => subject.post('{', {})],
      ],
      'Check the signature before anything else is done, and refuse with 401 whatever lacks one.',
    );
  },
};
