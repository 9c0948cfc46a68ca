import { areaLevelOf, levelWithin, parentOf } from '../../areas/area-code';
import { IntervalBar } from '../../charts/interval-bar';
import { Waterfall } from '../../charts/waterfall';
import { CompareAreasDocument, type CompareAreasQuery } from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { LevelBadge } from '../../parts/level-badge';
import { Failures, Loading, NoAnswerNotice, SignedOutNotice } from '../../parts/notices';
import { PageHead } from '../../parts/page-head';
import { useAsker } from '../../sign-in/sign-in';
import { useView } from '../../view-state/use-view';
import { ViewLink } from '../../view-state/view-link';
import { changeBars } from '../area/change-bars';
import { AreaChoice } from './area-choice';

type Entry = NonNullable<CompareAreasQuery['compareAreas']>['entries'][number];

/** Areas beside each other in one month. */
export function ComparePage() {
  const { words, format } = useLanguage();
  const { view } = useView();
  const { asker, offered } = useAsker();
  const within = areaLevelOf(view.area) === 'VILLAGE' ? (parentOf(view.area) ?? view.area) : view.area;
  const variables = { codes: [...view.compared], month: view.month, within, level: levelWithin(within) };
  const question = { document: CompareAreasDocument, variables };
  const { data, failures, isLoading, isChanging, isFailed, askAgain } = useAnswer(CompareAreasDocument, variables);
  const entries = data?.compareAreas?.entries ?? [];
  const month = data?.compareAreas?.month ?? null;
  const [first] = entries;
  return (
    <>
      <PageHead title={words.compare.title} isBusy={isChanging}>
        {words.compare.definition} {month !== null && format.month(month)}
      </PageHead>
      <AreaChoice areas={data?.areas.nodes ?? []} />
      {isLoading && <Loading />}
      {isFailed && <NoAnswerNotice onRetry={askAgain} />}
      {asker === '' ? <SignedOutNotice isDemonstration={offered !== null} /> : <Failures failures={failures} />}
      {view.compared.length < 2 && <p className="empty">{words.compare.none}</p>}
      {entries.length > 1 && (
        <div className="area-page">
          <ComparedTable entries={entries} month={month} question={question} />
          {first &&
            entries
              .slice(1)
              .map((entry) => <Difference key={entry.area.code} first={first} entry={entry} question={question} />)}
        </div>
      )}
    </>
  );
}

interface TableProps {
  readonly entries: readonly Entry[];
  readonly month: string | null;
  readonly question: AskedQuestion;
}

function ComparedTable({ entries, month, question }: TableProps) {
  const { words, format } = useLanguage();
  const { overview, compare, sources, units } = words;
  const dimensions = ['H', 'V', 'C'] as const;
  const dimension = ({ assessment }: Entry, id: (typeof dimensions)[number]) =>
    assessment?.dimensions.find((each) => each.id === id)?.value;
  return (
    <Figure
      title={compare.title}
      provenance={{
        definition: compare.definition,
        unit: units.index,
        source: sources.ranking,
        asOf: month === null ? undefined : format.month(month),
      }}
      question={question}
      table={() => ({
        columns: [
          'month',
          'code',
          'name',
          'index',
          'low',
          'high',
          'level',
          'grade',
          'H',
          'V',
          'C',
          'difference_to_first',
        ],
        rows: entries.map((entry) => [
          month,
          entry.area.code,
          entry.area.name,
          entry.assessment?.index,
          entry.assessment?.interval?.low,
          entry.assessment?.interval?.high,
          entry.assessment?.level,
          entry.assessment?.reliability.grade,
          ...dimensions.map((id) => dimension(entry, id)),
          entry.difference?.delta,
        ]),
      })}
    >
      <div className="scroll" role="region" aria-label={compare.title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{overview.area}</th>
              <th scope="col" className="number">
                {overview.index}
              </th>
              <th scope="col">{overview.interval}</th>
              <th scope="col">{overview.level}</th>
              {dimensions.map((id) => (
                <th key={id} scope="col" className="number">
                  {words.dimensions[id]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.area.code}>
                <th scope="row">
                  <ViewLink to={{ page: 'area', area: entry.area.code }}>{entry.area.name}</ViewLink>
                </th>
                <td className="number strong">{format.index(entry.assessment?.index)}</td>
                <td>
                  {entry.assessment?.index != null && entry.assessment.interval && (
                    <IntervalBar
                      value={entry.assessment.index}
                      low={entry.assessment.interval.low}
                      high={entry.assessment.interval.high}
                      shade={entry.assessment.level ?? 'NONE'}
                    />
                  )}
                </td>
                <td>
                  <LevelBadge level={entry.assessment?.level} />
                </td>
                {dimensions.map((id) => (
                  <td key={id} className="number">
                    {format.index(dimension(entry, id))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}

function Difference({
  first,
  entry,
  question,
}: {
  readonly first: Entry;
  readonly entry: Entry;
  readonly question: AskedQuestion;
}) {
  const { words, format } = useLanguage();
  const { compare, area, sources, units } = words;
  const { difference } = entry;
  const [from, to] = [first.assessment?.index, entry.assessment?.index];
  const title = compare.difference(entry.area.name, first.area.name);
  const isKnown = difference !== null && from != null && to != null;
  return (
    <Figure
      className="half"
      title={title}
      provenance={{ definition: area.driversDefinition, unit: units.points, source: sources.index }}
      question={question}
      table={() => ({
        columns: ['code', 'against', 'kind', 'dimension', 'indicator', 'points'],
        rows: (difference?.drivers ?? []).map(({ kind, dimension, indicator, value }) => [
          ...[entry.area.code, first.area.code, kind, dimension, indicator, value],
        ]),
      })}
      hasPicture={isKnown}
    >
      {isKnown ? (
        <Waterfall
          label={title}
          from={{ label: first.area.name, value: from }}
          to={{ label: entry.area.name, value: to }}
          bars={changeBars(difference.drivers, words, format)}
          write={format.points}
          writeTotal={format.index}
        />
      ) : (
        <p className="empty">{area.noChange}</p>
      )}
    </Figure>
  );
}
