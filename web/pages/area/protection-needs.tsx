import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import type { BriefedArea } from './area-page';
import { PersonShareRow } from './person-share-row';
import { personShareCells, personShareColumns } from './person-share-table';

interface Props {
  readonly signals: NonNullable<BriefedArea['protectionSignals']>;
  readonly month: string;
  readonly question: AskedQuestion;
}

const needs = [
  ['documentsLapsed', 'V1'],
  ['needsUnassisted', 'V2'],
  ['childrenOutOfSchool', 'V3'],
  ['precariousShelter', 'V4'],
] as const;

/** Needs of registered persons that are not met, as shares. */
export function ProtectionNeeds({ signals, month, question }: Props) {
  const { words, format } = useLanguage();
  const { area, sources, disclosure } = words;
  const told = signals.find((signal) => signal.month === month);
  return (
    <Figure
      title={area.protection}
      provenance={{
        definition: `${area.protectionDefinition} ${disclosure.rounded}`,
        source: sources.unhcr,
        asOf: told && format.day(told.asOf),
      }}
      question={question}
      table={() => ({
        columns: ['month', 'signal', ...personShareColumns],
        rows: signals.flatMap((signal) =>
          needs.map(([field]) => [signal.month, field, ...personShareCells(signal[field])]),
        ),
      })}
    >
      {told === undefined ? (
        <p className="empty">{words.states.noAnswer}</p>
      ) : (
        <>
          <ul className="shares">
            {needs.map(([field, id]) => (
              <PersonShareRow key={field} name={words.indicators[id].name} share={told[field]} />
            ))}
          </ul>
          <p className="fine">
            <b>{disclosure.SUPPRESSED_SMALL}</b>: {disclosure.smallMeans} <b>{disclosure.SUPPRESSED_COMPLEMENTARY}</b>:{' '}
            {disclosure.complementaryMeans}
          </p>
        </>
      )}
    </Figure>
  );
}
