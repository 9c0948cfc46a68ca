import type { WaterfallBar } from '../../charts/waterfall';
import type {
  StabilityDimensionId,
  StabilityDriverKind,
  StabilityIndicatorId,
} from '../../gateway-api/generated/graphql';
import type { Words } from '../../language/english';
import type { Formats } from '../../language/formats';

export interface Driver {
  readonly kind: StabilityDriverKind;
  readonly dimension: StabilityDimensionId | null;
  readonly indicator: StabilityIndicatorId | null;
  readonly value: number;
}

const most = 8;
const negligible = 0.005;

/** What moved an index, as bars: the largest by themselves, the rest together, so that they still sum to the difference. */
export function changeBars(drivers: readonly Driver[], words: Words, format: Formats): WaterfallBar[] {
  const own = drivers.slice(0, most).filter(({ value }) => Math.abs(value) >= negligible);
  const rest = drivers.reduce((sum, { value }) => sum + value, 0) - own.reduce((sum, { value }) => sum + value, 0);
  const bars = own.map((driver) => {
    const label = driverName(driver, words);
    return {
      key: `${driver.kind}-${driver.indicator ?? driver.dimension ?? ''}`,
      label,
      value: driver.value,
      sentence: `${label}: ${format.points(driver.value)} ${words.units.points}`,
    };
  });
  if (Math.abs(rest) < negligible) return bars;
  const label = words.area.otherDrivers;
  return [
    ...bars,
    { key: 'rest', label, value: rest, sentence: `${label}: ${format.points(rest)} ${words.units.points}` },
  ];
}

export function driverName({ kind, dimension, indicator }: Driver, words: Words): string {
  if (indicator !== null) return words.indicators[indicator].name;
  if (kind === 'DATA_AVAILABILITY' || kind === 'FLOOR' || kind === 'ROUNDING') return words.drivers[kind];
  return dimension === null ? words.area.otherDrivers : words.area.allOf(words.dimensions[dimension]);
}
