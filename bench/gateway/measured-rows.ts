import type { BenchGateway } from './gateways';
import type { BenchGraph } from './graphs';
import type { GatewayFigures } from './measure-gateway';

/** One gateway on one graph: a measurement for each round, or why there is none. */
export interface GatewayRow {
  readonly graph: BenchGraph['key'];
  readonly gateway: string;
  readonly name: string;
  readonly shares: BenchGateway['shares'];
  readonly isDefault: boolean;
  readonly isFloor: boolean;
  readonly rounds: readonly (GatewayFigures & { readonly loadAverage: number })[];
  readonly problem: string | null;
}

export type FigureName = 'requestsPerSecond' | 'p50Ms' | 'p99Ms' | 'cpuMsPerRequest' | 'rssBytes';

/** The middle round's figure; NaN when nothing was measured. */
export function middle(row: GatewayRow | undefined, figure: FigureName | 'subgraphCallsPerRequest'): number {
  const values = sorted(row, figure);
  return values[Math.floor(values.length / 2)] ?? NaN;
}

/** "12.3", or "11.9 - 12.8" where rounds differ. */
export function range(row: GatewayRow, figure: FigureName, write: (value: number) => string): string {
  const values = sorted(row, figure);
  const [least, most] = [write(values[0] ?? NaN), write(values.at(-1) ?? NaN)];
  return least === most ? least : `${least} - ${most}`;
}

export function find(rows: readonly GatewayRow[], graph: BenchGraph['key'], gateway: string): GatewayRow | undefined {
  return rows.find((row) => row.graph === graph && row.gateway === gateway && row.rounds.length > 0);
}

export function wrongShare({ rounds }: GatewayRow): number {
  const sum = (of: (round: GatewayFigures) => number): number => rounds.reduce((total, each) => total + of(each), 0);
  return sum(({ wrong }) => wrong) / sum(({ requests }) => requests);
}

function sorted(row: GatewayRow | undefined, figure: FigureName | 'subgraphCallsPerRequest'): number[] {
  return (row?.rounds ?? []).map((round) => round[figure]).sort((a, b) => a - b);
}
