import { ShareBar } from '../../charts/share-bar';
import { useLanguage } from '../../language/language';
import type { BriefedArea } from './area-page';

export type PersonShare = NonNullable<BriefedArea['permitSignals']>[number]['applicationsPastStandard'];
type Count = PersonShare['numerator'];

/** A share of persons, or of their records: what is hidden says why. */
export function PersonShareRow({ name, share }: { readonly name: string; readonly share: PersonShare }) {
  const { words, format } = useLanguage();
  const { basis, numerator, denominator, cityNumerator, cityDenominator } = share;
  const own = shareOf(numerator, denominator);
  const city = shareOf(cityNumerator, cityDenominator);
  return (
    <li>
      <span className="share-name">{name}</span>
      <ShareBar share={own} city={city} />
      <span>
        {own !== null && <b>{format.percent(own)} </b>}
        <span className="quiet-text">
          {basis === 'POOLED' ? (
            words.area.pooledShare
          ) : (
            <>
              <Told count={numerator} /> {words.area.ofWord} <Told count={denominator} />
            </>
          )}
          {city !== null && ` · ${words.area.ofCity(format.percent(city))}`}
        </span>
      </span>
    </li>
  );
}

/** A count of persons, or in a word why it is not told; the word explains itself. */
function Told({ count: { value, status } }: { readonly count: Count }) {
  const { words, format } = useLanguage();
  const { disclosure } = words;
  if (status === 'DISCLOSED') return <>{format.count(value)}</>;
  const means = status === 'SUPPRESSED_SMALL' ? disclosure.smallMeans : disclosure.complementaryMeans;
  return (
    <abbr title={means} tabIndex={0}>
      {disclosure[status]}
      <span className="unseen">: {means}</span>
    </abbr>
  );
}

export function shareOf(numerator: Count, denominator: Count): number | null {
  if (numerator.value === null || denominator.value === null || denominator.value === 0) return null;
  return numerator.value / denominator.value;
}
