import { readFile, writeFile } from 'node:fs/promises';

import { benchGraphs } from './graphs';
import { type FigureName, find, type GatewayRow, middle, range, wrongShare } from './measured-rows';

const begin = '<!-- bench: begin -->';
const end = '<!-- bench: end -->';

const columns: readonly { title: string; figure: FigureName; write: (value: number) => string; less: boolean }[] = [
  { title: 'requests/s', figure: 'requestsPerSecond', write: (value) => value.toFixed(0), less: false },
  { title: 'p50 ms', figure: 'p50Ms', write: figures, less: true },
  { title: 'p99 ms', figure: 'p99Ms', write: figures, less: true },
  { title: 'gateway CPU ms / request', figure: 'cpuMsPerRequest', write: figures, less: true },
  { title: 'RSS MiB', figure: 'rssBytes', write: (value) => (value / 2 ** 20).toFixed(0), less: true },
];

/** A table for each graph in Markdown, then every figure in which a peer is better than Simpul. */
export function renderTables(rows: readonly GatewayRow[]): string {
  return benchGraphs
    .map(({ key, about }) => ({ about, own: rows.filter(({ graph }) => graph === key) }))
    .filter(({ own }) => own.length > 0)
    .flatMap(({ about, own }) => [`**${capital(about)}**`, '', ...tableOf(own), '', ...lossesOf(own), ''])
    .join('\n')
    .trim();
}

/** Puts text between the markers of a file. Returns false when the file has no markers. */
export async function writeBetweenMarkers(file: string, text: string): Promise<boolean> {
  const old = await readFile(file, 'utf8');
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  if (from === -1 || to < from) return false;
  await writeFile(file, `${old.slice(0, from + begin.length)}\n\n${text}\n\n${old.slice(to)}`);
  return true;
}

function tableOf(rows: readonly GatewayRow[]): string[] {
  const titles = [
    'gateway',
    'shares equal',
    ...columns.map(({ title }) => title),
    'subgraph calls / request',
    'CPU to stock',
  ];
  const body = rows.map((row) => {
    const name = row.isDefault ? `**${row.name}**` : row.name;
    if (row.rounds.length === 0) return [name, row.shares, `not measured: ${row.problem ?? 'unknown'}`];
    const told = columns.map(({ figure, write }) => range(row, figure, write));
    return [
      name + wrongNote(row),
      row.shares,
      ...told,
      figures(middle(row, 'subgraphCallsPerRequest')),
      toStock(rows, row),
    ];
  });
  return [titles, titles.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
}

function toStock(rows: readonly GatewayRow[], row: GatewayRow): string {
  const ratio = middle(find(rows, row.graph, 'stock'), 'cpuMsPerRequest') / middle(row, 'cpuMsPerRequest');
  if (Number.isNaN(ratio) || row.gateway === 'stock') return '';
  return ratio >= 1 ? `1/${figures(ratio)}` : figures(1 / ratio);
}

function wrongNote(row: GatewayRow): string {
  const share = wrongShare(row);
  return share === 0 ? '' : ` (${share === 1 ? 'every answer' : `${(share * 100).toFixed(1)} % of answers`} wrong)`;
}

/** Peers are compared with each Simpul that shares the same and has the same flags. */
function lossesOf(rows: readonly GatewayRow[]): string[] {
  const lost = rows
    .filter((row) => !isOwn(row) && !row.isFloor)
    .flatMap((peer) => rows.filter((own) => isOwn(own) && isAlike(own, peer)).map((own) => ({ own, peer })))
    .flatMap(({ own, peer }) =>
      columns
        .filter(({ figure, less }) => {
          const [theirs, ours] = [middle(peer, figure), middle(own, figure)];
          return less ? theirs < ours : theirs > ours;
        })
        .map(
          ({ title, figure, write }) =>
            `- ${peer.name} (shares ${peer.shares}): ${title} ${write(middle(peer, figure))}, ${own.name} ${write(middle(own, figure))}`,
        ),
    );
  return lost.length === 0
    ? ['No peer is better in any column at the same sharing.']
    : ['Better than Simpul at the same sharing:', '', ...lost];
}

const isAlike = (own: GatewayRow, peer: GatewayRow): boolean =>
  own.shares === peer.shares && hasFlags(own) === hasFlags(peer);
const isOwn = ({ gateway }: GatewayRow): boolean => gateway.startsWith('simpul');
const hasFlags = ({ name }: GatewayRow): boolean => name.includes(' --');

/** Two or three figures that count. */
function figures(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
