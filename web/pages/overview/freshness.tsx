import type { Failure } from '../../gateway-api/ask';
import { agenciesDown } from '../../gateway-api/failures';
import type { OverviewQuery } from '../../gateway-api/generated/graphql';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';

type Loads = NonNullable<OverviewQuery['dataLoads']>;

interface Props {
  readonly loads: OverviewQuery['dataLoads'];
  readonly failures: readonly Failure[];
  readonly question: AskedQuestion;
}

/** Up to when each agency has told its records. */
export function Freshness({ loads, failures, question }: Props) {
  const { words } = useLanguage();
  const { overview, sources } = words;
  const down = agenciesDown(failures);
  return (
    <Figure
      className="freshness-figure"
      title={overview.freshness}
      provenance={{ definition: overview.freshnessDefinition, source: sources.loads }}
      question={question}
      table={() => ({
        columns: ['agency', 'source', 'kind', 'loaded_at', 'data_as_of', 'overdue'],
        rows: (loads ?? []).flatMap(({ agency, sources: ofAgency }) =>
          (ofAgency ?? []).map(({ source, kind, loadedAt, dataAsOf, stale }) => [
            ...[agency, source, kind, loadedAt, dataAsOf, String(stale)],
          ]),
        ),
      })}
    >
      <ul className="agencies">
        {(loads ?? []).map(({ agency, sources: ofAgency }) => (
          <li key={agency}>
            <b>{words.agencies[agency]}</b>
            <AgencyFreshness sources={ofAgency ?? []} isDown={down.includes(agency)} />
          </li>
        ))}
      </ul>
    </Figure>
  );
}

interface AgencyProps {
  readonly sources: NonNullable<Loads[number]['sources']>;
  readonly isDown: boolean;
}

function AgencyFreshness({ sources, isDown }: AgencyProps) {
  const { words, format } = useLanguage();
  const { overview, states } = words;
  if (isDown) return <span className="state bad">{states.noAnswer}</span>;
  const told = sources.flatMap(({ dataAsOf }) => dataAsOf ?? []).sort();
  const oldest = told[0];
  if (oldest === undefined) return <span className="state">{overview.neverLoaded}</span>;
  const isOverdue = sources.some(({ stale }) => stale);
  return (
    <>
      <span className={isOverdue ? 'state bad' : 'state good'}>{isOverdue ? overview.overdue : overview.inTime}</span>
      <span className="quiet-text">
        {overview.upTo(format.day(oldest))} · {overview.sourcesCount(sources.length)}
      </span>
    </>
  );
}
