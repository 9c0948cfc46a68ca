import { fail, type Finding, notApplicable, pass } from './check';
import { type HttpAnswer, told } from './http-answer';
import type { Subject } from './subject';

export const question = '{"query":"{ __typename }"}';

/** Something sent that must be refused: what it is in words, how it is sent, and other statuses that refuse it too. */
export type Try = readonly [what: string, send: () => Promise<HttpAnswer>, others?: readonly number[]];

/**
 * That each is refused with 401, while a request that is signed as it must be is answered: a subgraph that refuses
 * everything proves nothing.
 */
export async function refusesEach(subject: Subject, tries: readonly Try[], fix: string): Promise<readonly Finding[]> {
  if (subject.key === null) return [unsigned];
  const good = await subject.post(question, subject.signed(question));
  if (good.status !== 200) return [fail('{ __typename }, signed', told(good), refusesAll)];
  for (const [what, send, others = []] of tries) {
    const answer = await send();
    if (answer.status !== 401 && !others.includes(answer.status)) return [fail(what, told(answer), fix)];
  }
  return [pass()];
}

const unsigned = notApplicable('asked without signatures (--unsigned): nothing is signed that could be refused');

const refusesAll =
  'Take what is signed with the key for this name and path: compare --name and --key with what the subgraph was given, and the clocks.';
