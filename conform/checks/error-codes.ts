import { type Check, fail, pass } from '../check';
import { errorsIn, isRecord, told } from '../http-answer';

const mistakes = [
  '{ conformNoSuchField }',
  '{',
  '{ _entities(representations: [{ __typename: "ConformNoSuchType" }]) { __typename } }',
];

export const errorCodes: Check = {
  id: 'error-codes',
  title: 'Every error has a code in extensions.code',
  required: true,
  run: async (subject) => {
    for (const asked of mistakes) {
      const answer = await subject.ask(asked);
      if (errorsIn(answer).length > 0 && errorsIn(answer).every(hasCode)) continue;
      const fix = 'Give every error extensions.code, a word in capitals that stays, such as BAD_USER_INPUT.';
      return [fail(asked, told(answer), fix)];
    }
    return [pass()];
  },
};

function hasCode(error: unknown): boolean {
  const code = isRecord(error) && isRecord(error.extensions) ? error.extensions.code : null;
  return typeof code === 'string' && code !== '';
}
