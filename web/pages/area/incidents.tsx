import { addMonths } from '../../areas/months';
import { AreaIncidentsDocument, type AreaIncidentsQuery } from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { Figure } from '../../parts/figure';
import { Failures, Loading, NoAnswerNotice } from '../../parts/notices';

type Incident = NonNullable<NonNullable<AreaIncidentsQuery['area']>['incidents']>['nodes'][number];

/** Incidents of three months by type, for those who may see them; others are told why they do not. */
export function Incidents({ code, month }: { readonly code: string; readonly month: string }) {
  const { words, format } = useLanguage();
  const { area, sources } = words;
  const variables = { code, from: addMonths(month, -2), to: month };
  const { data, failures, isLoading, isFailed, askAgain } = useAnswer(AreaIncidentsDocument, variables);
  const incidents = data?.area?.incidents ?? null;
  const rows = incidents === null ? [] : rowsOf(incidents.nodes);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Figure
      title={area.incidents}
      provenance={{
        definition: area.incidentsDefinition,
        source: sources.kesbangpol,
        asOf: `${format.month(variables.from)} – ${format.month(variables.to)}`,
      }}
      question={{ document: AreaIncidentsDocument, variables }}
      table={
        rows.length === 0
          ? undefined
          : () => ({
              columns: ['from', 'to', 'event_type', 'incidents', 'severity_s3_and_above', 'open'],
              rows: rows.map(({ type, count, severe, open }) => [
                variables.from,
                variables.to,
                type,
                count,
                severe,
                open,
              ]),
            })
      }
    >
      {isLoading && <Loading />}
      {isFailed && <NoAnswerNotice onRetry={askAgain} />}
      <Failures failures={failures} />
      {incidents !== null && rows.length === 0 && <p className="empty">{area.noIncidents}</p>}
      {rows.length > 0 && (
        <ul className="bars">
          {rows.map(({ type, count, severe, open }) => (
            <li key={type}>
              <span>{area.eventTypes[type]}</span>
              <meter min={0} max={most} value={count} aria-label={area.eventTypes[type]} />
              <span>
                <b>{area.incidentsCount(count)}</b>
                <span className="quiet-text">
                  {' '}
                  · {area.severe}: {severe} · {area.incidentsOpen(open)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {incidents !== null && incidents.totalCount > incidents.nodes.length && (
        <p className="fine">{area.incidentsCapped(incidents.nodes.length, incidents.totalCount)}</p>
      )}
    </Figure>
  );
}

const severeOnes = ['S3', 'S4', 'S5'];

function rowsOf(incidents: readonly Incident[]) {
  const types = [...new Set(incidents.map(({ eventType }) => eventType))];
  return types
    .map((type) => {
      const own = incidents.filter(({ eventType }) => eventType === type);
      const severe = own.filter(({ severity }) => severeOnes.includes(severity)).length;
      const open = own.filter(({ status }) => status === 'OPEN').length;
      return { type, count: own.length, severe, open };
    })
    .sort((a, b) => b.count - a.count);
}
