import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import type { BriefedAssessment } from './area-page';

interface Props {
  readonly stability: BriefedAssessment;
  readonly question: AskedQuestion;
}

type Indicator = BriefedAssessment['indicators'][number];

/** The twelve figures of the index, with what stands behind each in plain words. */
export function Indicators({ stability, question }: Props) {
  const { words, format } = useLanguage();
  const { area, sources } = words;
  return (
    <Figure
      title={area.indicators}
      provenance={{
        definition: area.indicatorsDefinition,
        unit: words.units.index,
        source: sources.index,
        asOf: format.day(stability.asOf),
      }}
      question={question}
      table={() => ({
        columns: [
          'month',
          'indicator',
          'agency',
          'status',
          'numerator',
          'denominator',
          'value',
          'unit',
          'norm',
          'points',
          'age_months',
        ],
        rows: stability.indicators.map((each) => [
          stability.month,
          each.id,
          each.agency,
          each.status,
          each.numerator,
          each.denominator,
          each.value,
          each.unit,
          each.norm,
          each.contribution,
          each.ageMonths,
        ]),
      })}
    >
      <div className="scroll" role="region" aria-label={area.indicators} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{area.indicator}</th>
              <th scope="col">{area.figure}</th>
              <th scope="col">{area.norm}</th>
              <th scope="col" className="number">
                {area.contribution}
              </th>
              <th scope="col">{area.status}</th>
            </tr>
          </thead>
          {(['H', 'V', 'C'] as const).map((dimension) => (
            <tbody key={dimension}>
              <tr className="group">
                <th scope="rowgroup" colSpan={5}>
                  {words.dimensions[dimension]}
                </th>
              </tr>
              {stability.indicators
                .filter((each) => each.dimension === dimension)
                .map((each) => (
                  <IndicatorRow key={each.id} indicator={each} />
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </Figure>
  );
}

function IndicatorRow({ indicator }: { readonly indicator: Indicator }) {
  const { words, format } = useLanguage();
  const { id, agency, status, norm, contribution, ageMonths } = indicator;
  const { name, means } = words.indicators[id];
  return (
    <tr>
      <th scope="row">
        {name}
        <small className="means">{means}</small>
      </th>
      <td>{useFigureText(indicator)}</td>
      <td className="norm">
        {norm === null ? (
          <span className="quiet-text">–</span>
        ) : (
          <>
            <meter min={0} max={10} value={norm} aria-label={name} /> {format.index(norm)}
          </>
        )}
      </td>
      <td className="number">{contribution === null ? '–' : format.points(contribution)}</td>
      <td>
        {words.agencies[agency]}: {words.indicatorStatus[status]}
        {ageMonths > 0 && <span className="quiet-text"> ({words.area.monthsOld(ageMonths)})</span>}
      </td>
    </tr>
  );
}

/** What was counted, of how many, and what it comes to. */
function useFigureText({ status, numerator, denominator, value, unit }: Indicator): string {
  const { words, format } = useLanguage();
  if (status === 'MISSING' || status === 'NOT_APPLICABLE') return '–';
  const amount =
    value === null
      ? words.states.notTold
      : unit === 'SHARE'
        ? format.percent(value)
        : `${unit === 'DAYS' ? format.count(value) : format.index(value)} ${words.units[unit]}`;
  if (unit !== 'SHARE' || numerator === null || denominator === null) return amount;
  return `${amount} (${words.area.of(format.count(numerator), format.count(denominator))})`;
}
