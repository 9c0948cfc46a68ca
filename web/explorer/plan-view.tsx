import { useLanguage } from '../language/language';
import type { Explained } from './answer';
import { useExplorerWords } from './words/use-words';

/** What an operation would ask of whom, cost and leave out. */
export function PlanView({ explained }: { readonly explained: Explained | null }) {
  const { words } = useExplorerWords();
  const { format } = useLanguage();
  if (explained === null) return <p className="fine">{words.noPlan}</p>;
  if ('failure' in explained) return <p role="alert">{explained.failure}</p>;
  const { plan, cost, dropped, deprecations } = explained;
  const budget = cost?.budget;
  return (
    <>
      <p className="fine">{words.planLead}</p>
      <ol className="plan" lang="en">
        {plan.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {cost !== null && (
        <dl className="costs">
          <dt>{words.estimated}</dt>
          <dd>{words.points(format.count(cost.estimated))}</dd>
          <dt>{words.limit}</dt>
          <dd>{words.points(format.count(cost.most))}</dd>
          <dt>{words.budget}</dt>
          <dd>
            {budget ? words.ofPerMinute(format.count(budget.left), format.count(budget.perMinute)) : words.unlimited}
          </dd>
        </dl>
      )}
      <Lines title={words.dropped} lines={dropped.map(({ path, because }) => [path, because])} />
      <Lines title={words.deprecated} lines={deprecations.map(({ coordinate, reason }) => [coordinate, reason])} />
    </>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly (readonly [string, string])[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="places" lang="en">
        {lines.map(([place, why]) => (
          <li key={place}>
            <code>{place}</code>: {why}
          </li>
        ))}
      </ul>
    </>
  );
}
