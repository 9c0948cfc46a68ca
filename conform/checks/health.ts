import { type Check, fail, pass } from '../check';
import { told } from '../http-answer';

export const health: Check = {
  id: 'health',
  title: 'GET /health answers 200 without a signature',
  required: true,
  run: async (subject) => {
    const answer = await subject.send({ method: 'GET', headers: {} }, new URL('/health', subject.url));
    if (answer.status === 200) return [pass()];
    const fix = 'Answer 200 at /health to everybody, with nothing in it that is not for everybody: readiness asks it.';
    return [fail('GET /health, unsigned', told(answer), fix)];
  },
};
