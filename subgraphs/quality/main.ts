import { type SubgraphName } from '../../common/subgraph-names';
import { subgraphDefinitions } from '../all-subgraphs';
import type { AreaCode } from '../shared/area-code';
import type { DatabaseAddress } from '../shared/connect-mongo';
import { smallestToldCount } from '../shared/disclosure';
import { type OpenSubgraph, openSubgraph } from '../shared/open-subgraph';
import type { RuleWords, Severity } from '../shared/quality-rule';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { checkLoads, loadJump } from './check-loads';
import { checkRecords } from './check-records';
import { checkSignals, pooledAreas, suddenJump } from './check-signals';
import { type Finding, Tally } from './finding';

export type { Finding } from './finding';
export { findingCsv } from './finding-csv';

export interface DataReport {
  readonly records: number;
  /** Errors first, then warnings, then notes. */
  readonly findings: readonly Finding[];
}

export interface DataCheck {
  readonly address: DatabaseAddress;
  readonly names: readonly SubgraphName[];
  /** Check this area and all in it; the whole country unless given. */
  readonly within?: AreaCode | null;
  readonly progress?: (done: number, total: number) => void;
}

/** Looks for what the named agencies' records may have wrong. Nothing is written. */
export async function checkData({
  address,
  names,
  within = null,
  progress = () => undefined,
}: DataCheck): Promise<DataReport> {
  let records = 0;
  const findings: Finding[] = [];
  for (const definition of subgraphDefinitions.filter(({ name }) => names.includes(name))) {
    const open = await openSubgraph(definition, address, { readOnly: true });
    try {
      const total = records + (await recordsIn(definition, open));
      findings.push(
        ...(await checkAgency(definition, open, within, (count) =>
          progress((records += count), Math.max(total, records)),
        )),
      );
    } finally {
      await open.close();
    }
  }
  return { records, findings: findings.sort((one, other) => order[one.severity] - order[other.severity]) };
}

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

async function recordsIn({ quality }: SubgraphDefinition, { connection }: OpenSubgraph<unknown>): Promise<number> {
  const collections = [...new Set(quality.map(({ collection }) => collection))];
  const counts = await Promise.all(collections.map((name) => connection.collection(name).estimatedDocumentCount()));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function checkAgency(
  { name, quality, signals, imports }: SubgraphDefinition,
  open: OpenSubgraph<unknown>,
  within: AreaCode | null,
  progress: (records: number) => void,
): Promise<Finding[]> {
  const tallies = new Map<RuleWords, Tally>(
    [...quality, suddenJump, loadJump, pooledAreas].map((rule) => [rule, new Tally(rule)]),
  );
  const tell = (rule: RuleWords, example: string): void => tallies.get(rule)?.add(example);
  const help = { areas: open.areas, today: open.today() };
  for (const collection of new Set(quality.map((rule) => rule.collection))) {
    const rules = quality.filter((rule) => rule.collection === collection);
    await checkRecords({ connection: open.connection, collection, within, help, rules, tell, progress });
  }
  await checkSignals(open, signals, within, tell);
  // A load is of the whole country.
  if (within === null) await checkLoads(open.loads, imports, tell);
  return [...tallies.values()].flatMap((tally) => tally.finding(name, smallestToldCount) ?? []);
}
