import { type Check, fail, pass } from '../check';
import { told } from '../http-answer';

const headers = [
  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  // A later version of the standard, which older readers must let pass, and what is none.
  'cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later',
  'none',
];

export const traceparentAccepted: Check = {
  id: 'traceparent-accepted',
  title: 'A request with a traceparent is answered, also with one that cannot be read',
  required: true,
  run: async (subject) => {
    for (const traceparent of headers) {
      const answer = await subject.ask('{ __typename }', {}, { traceparent });
      if (answer.status === 200) continue;
      const fix = 'Let the header pass: where it cannot be read, begin a trace of your own.';
      return [fail(`{ __typename } with traceparent: ${traceparent}`, told(answer), fix)];
    }
    return [pass()];
  },
};
