import { type Check, fail, pass } from '../check';
import { told } from '../http-answer';

const bodies = [
  '{',
  '',
  '[]',
  'null',
  '"text"',
  '{}',
  '{"query":1}',
  '{"query":null}',
  '{"query":"{ __typename }","variables":"text"}',
];

export const malformedBodies: Check = {
  id: 'malformed-bodies',
  title: 'A body that is no GraphQL request is refused with a status of 400 to 499',
  required: true,
  run: async (subject) => {
    for (const body of bodies) {
      const answer = await subject.post(body, subject.signed(body));
      if (answer.status >= 400 && answer.status < 500) continue;
      const asked = `the body ${body || '(empty)'}, ${subject.key === null ? 'as JSON' : 'signed'}`;
      return [fail(asked, told(answer), 'Look at the body before it is run, and refuse with 400 what is no request.')];
    }
    return [pass()];
  },
};
