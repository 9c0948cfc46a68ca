import type { Measure } from '../store.bench';
import { type FigureName, find, type GatewayRow, middle } from './measured-rows';

/** What the gateway promises against its peers of the same run. */
export function aimsOf(rows: readonly GatewayRow[]): Measure[] {
  const heavy = (gateway: string): GatewayRow | undefined => find(rows, 'heavy', gateway);
  const light = (gateway: string): GatewayRow | undefined => find(rows, 'light', gateway);
  const leaner = (name: string, factor: number, own: GatewayRow | undefined, peer: GatewayRow | undefined): Measure[] =>
    compare(name, factor, peer, own, 'cpuMsPerRequest');
  return [
    ...leaner('CPU, heavy, equal calls shared, to @apollo/gateway', 25, heavy('simpul-calls'), heavy('stock')),
    ...leaner('CPU, heavy, equal calls shared, to Hive JS', 30, heavy('simpul-calls'), heavy('hive-js')),
    ...leaner('CPU, heavy, equal calls shared, to Hive Rust', 7, heavy('simpul-calls'), heavy('hive-rust')),
    ...leaner('CPU, heavy, all calls made, to @apollo/gateway', 12, heavy('simpul-none'), heavy('stock')),
    ...compare(
      'requests/s, heavy, whole operations shared, to Hive Rust',
      12,
      heavy('simpul'),
      heavy('hive-rust-operations'),
      'requestsPerSecond',
    ),
    ...leaner('CPU, light, default settings, to @apollo/gateway', 6, light('simpul'), light('stock')),
    ...compare('RSS, heavy, default settings, to Hive JS', 3, heavy('hive-js'), heavy('simpul'), 'rssBytes'),
  ];
}

/** `more` is to be at least `factor` times `less`. Nothing is promised about what was not measured. */
function compare(
  name: string,
  factor: number,
  more: GatewayRow | undefined,
  less: GatewayRow | undefined,
  figure: FigureName,
): Measure[] {
  const ratio = middle(more, figure) / middle(less, figure);
  if (Number.isNaN(ratio)) return [];
  return [{ name, aim: `>= ${factor} x`, measured: `${ratio.toFixed(1)} x`, isMet: ratio >= factor }];
}
