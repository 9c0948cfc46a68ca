import { ShareBar } from '../../charts/share-bar';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import type { BriefedArea } from './area-page';
import { PersonShareRow } from './person-share-row';
import { personShareCells, personShareColumns } from './person-share-table';

interface Props {
  readonly signals: NonNullable<BriefedArea['permitSignals']>;
  readonly month: string;
  readonly question: AskedQuestion;
}

/** How well the immigration office serves the area. */
export function PermitService({ signals, month, question }: Props) {
  const { words, format } = useLanguage();
  const { area, sources } = words;
  const told = signals.find((signal) => signal.month === month);
  const lodgings = told?.lodgingsNotReporting;
  const own = lodgings === undefined || lodgings.denominator === 0 ? null : lodgings.numerator / lodgings.denominator;
  const city =
    lodgings === undefined || lodgings.cityDenominator === 0 ? null : lodgings.cityNumerator / lodgings.cityDenominator;
  return (
    <Figure
      title={area.permits}
      provenance={{
        definition: `${area.permitsDefinition} ${words.disclosure.rounded}`,
        source: sources.immigration,
        asOf: told && format.day(told.asOf),
      }}
      question={question}
      table={() => ({
        columns: ['month', 'signal', ...personShareColumns],
        rows: signals.map((signal) => [
          signal.month,
          'applications past the service standard',
          ...personShareCells(signal.applicationsPastStandard),
        ]),
      })}
    >
      {told === undefined ? (
        <p className="empty">{words.states.noAnswer}</p>
      ) : (
        <ul className="shares">
          <PersonShareRow name={area.applications} share={told.applicationsPastStandard} />
          <li>
            <span className="share-name">{area.lodgings}</span>
            <ShareBar share={own} city={city} />
            <span>
              {own !== null && <b>{format.percent(own)} </b>}
              <span className="quiet-text">
                {area.of(format.count(lodgings?.numerator), format.count(lodgings?.denominator))}
                {city !== null && ` · ${area.ofCity(format.percent(city))}`}
              </span>
            </span>
          </li>
        </ul>
      )}
    </Figure>
  );
}
