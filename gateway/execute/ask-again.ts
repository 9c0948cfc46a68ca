import type { FetchStep, PreparedPlan } from '../plan/prepared-plan';
import type { AnswerBody } from '../transport/read-answer';
import type { Exchange, Exchanges } from './exchanges';
import { Batches } from './execute-batch';
import { runSteps } from './execute-plan';
import type { AskSubgraph } from './question';

/** Asks what was asked before, in the plan's order, until an answer differs. `asked` takes what was asked. */
export function isUnchanged(
  plan: PreparedPlan,
  exchanges: Exchanges,
  ask: AskSubgraph,
  asked: Map<Exchange, Promise<AnswerBody>>,
): Promise<boolean> {
  return new Promise((resolve) => {
    let isSame = true;
    const differ = (): void => resolve((isSame = false));
    const batches = new Batches<null>();
    const askAgain = async (step: FetchStep): Promise<void> => {
      const exchange = exchanges.of(step);
      if (exchange === undefined || !isSame) return;
      const answer = ask(exchange.subgraph, exchange.body, step.place?.batch ?? step);
      asked.set(exchange, answer);
      await answer.then((body) => {
        if (!body.equals(exchange.answer)) differ();
      }, differ);
    };
    const askStep = (step: FetchStep): Promise<void> =>
      step.place === null ? askAgain(step) : batches.join(step.place.batch, null, () => askAgain(step));
    void runSteps(plan.root, askStep).then(() => resolve(isSame));
  });
}

/** Gives what was asked already its answer, and asks everything else. */
export function askingOnce(ask: AskSubgraph, asked: ReadonlyMap<Exchange, Promise<AnswerBody>>): AskSubgraph {
  if (asked.size === 0) return ask;
  return (subgraph, body, unit) => {
    for (const [exchange, answer] of asked) {
      if (exchange.body === body && exchange.subgraph === subgraph) return answer;
    }
    return ask(subgraph, body, unit);
  };
}
