import { useId } from 'react';

import type { StabilityIndicatorId, StabilitySupposition } from '../../gateway-api/generated/graphql';
import { useLanguage } from '../../language/language';
import type { Supposable } from './what-if-page';

interface Props {
  readonly indicators: readonly Supposable[];
  readonly supposed: ReadonlyMap<StabilityIndicatorId, number>;
  readonly onSuppose: (id: StabilityIndicatorId, value: number) => void;
}

/** A slider for each figure of an area that may be told. */
export function Suppositions({ indicators, supposed, onSuppose }: Props) {
  return (
    <ul className="suppositions">
      {indicators.map((indicator) => (
        <Supposition
          key={indicator.id}
          indicator={indicator}
          value={supposed.get(indicator.id)}
          onSuppose={(value) => onSuppose(indicator.id, value)}
        />
      ))}
    </ul>
  );
}

interface SuppositionProps {
  readonly indicator: Supposable;
  readonly value: number | undefined;
  readonly onSuppose: (value: number) => void;
}

function Supposition({ indicator, value, onSuppose }: SuppositionProps) {
  const { words, format } = useLanguage();
  const id = useId();
  const range = rangeOf(indicator);
  const { name, means } = words.indicators[indicator.id];
  if (range === null) {
    return (
      <li>
        <span>{name}</span>
        <small className="quiet-text">{words.whatIf.noNumbers}</small>
      </li>
    );
  }
  const shown = value ?? range.now;
  const text =
    indicator.unit === 'SHARE'
      ? words.whatIf.of(format.count(shown), format.count(indicator.denominator))
      : indicator.unit === 'DAYS'
        ? `${format.count(shown)} ${words.units.DAYS}`
        : format.count(shown);
  return (
    <li>
      <label htmlFor={id} title={means}>
        {name}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={range.most}
        step={1}
        value={shown}
        aria-valuetext={text}
        onChange={({ target }) => onSuppose(Number(target.value))}
      />
      <output htmlFor={id} className={value === undefined || value === range.now ? undefined : 'strong'}>
        {text}
      </output>
    </li>
  );
}

/** null where there is nothing to begin from. */
function rangeOf({
  unit,
  value,
  numerator,
  denominator,
  status,
}: Supposable): { readonly now: number; readonly most: number } | null {
  if (status === 'MISSING' || status === 'NOT_APPLICABLE') return null;
  if (unit === 'DAYS') return value === null ? null : { now: Math.round(value), most: 365 };
  if (numerator === null || denominator === null) return null;
  // A share has its whole for limit; weights of incidents may double and more.
  return { now: numerator, most: unit === 'SHARE' ? denominator : Math.max(20, numerator * 2) };
}

/** What is supposed of an indicator; nothing where it is as it is. */
export function supposedOf(indicator: Supposable, value: number | undefined): StabilitySupposition[] {
  const range = rangeOf(indicator);
  if (range === null || value === undefined || value === range.now) return [];
  if (indicator.unit === 'DAYS') return [{ indicator: indicator.id, days: value }];
  // Events come and go with their weight.
  const events = indicator.unit === 'SHARE' ? indicator.denominator : Math.min(value, indicator.denominator ?? value);
  return [{ indicator: indicator.id, numerator: value, denominator: events }];
}
