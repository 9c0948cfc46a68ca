import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ToldError } from '../../common/told-error';
import { fileDigest } from '../import/file-digest';
import {
  importOf,
  type ImportReport,
  importSource,
  keptReason,
  openSource,
  readMapping,
  reportedLoad,
  type SourceOptions,
} from '../import/main';
import type { DatabaseAddress } from '../shared/connect-mongo';
import { type LoadOutcome, noCounts } from '../shared/data-loads';
import type { SourceState } from '../shared/data-sources';
import type { ImportDefinition } from '../shared/import-definition';
import { type OpenSubgraph, openSubgraph } from '../shared/open-subgraph';
import type { Deliveries, Delivery, Ended, Work } from './delivery';
import { fromFolder } from './from-folder';
import { fromHttps } from './from-https';
import { fromMongodb } from './from-mongodb';
import { holdLease } from './hold-lease';
import { planRemovals } from './removals';
import type { Env } from './secret';
import type { Source } from './source-settings';

export interface SyncOptions {
  readonly address: DatabaseAddress;
  readonly env: Env;
  /** Where what is fetched is kept while it is loaded. */
  readonly folder: string;
  /** Look at everything and write nothing. */
  readonly dryRun?: boolean;
  /** Load what was loaded before once more. */
  readonly again?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: (bytesRead: number, totalBytes: number) => void;
}

/** What became of one delivery; BUSY where another process loads the source now, NOTHING where none was there. */
export interface SyncResult extends Omit<Ended, 'outcome'> {
  readonly source: string;
  readonly outcome: LoadOutcome | 'BUSY' | 'NOTHING';
  readonly file: string | null;
}

/** Loads everything that a source has delivered, one delivery after the other. */
export async function syncSource(source: Source, options: SyncOptions): Promise<SyncResult[]> {
  const { dryRun = false, signal = new AbortController().signal } = options;
  const { subgraph, definition } = importOf(source.kind);
  const open = await openSubgraph(subgraph, options.address, { readOnly: dryRun });
  const { sources } = open.loads;
  try {
    if (dryRun) return await syncHeld(source, definition, open, { ...options, dryRun, signal, left: false });
    await sources.know(source.name, source.kind, source.staleAfter ?? null);
    const lease = await holdLease(sources, source, randomUUID(), signal);
    if (lease === null) return [busy(source)];
    try {
      return await syncHeld(source, definition, open, { ...options, dryRun, signal: lease.signal, left: lease.left });
    } finally {
      await lease.release();
    }
  } finally {
    await open.close();
  }
}

type Held = SyncOptions & { readonly dryRun: boolean; readonly signal: AbortSignal; readonly left: boolean };

async function syncHeld(
  source: Source,
  definition: ImportDefinition,
  open: OpenSubgraph<unknown>,
  options: Held,
): Promise<SyncResult[]> {
  const folder = join(options.folder, `${source.name}${options.dryRun ? `-${randomUUID()}` : ''}`);
  const loading = new Loading(source, definition, open, options);
  const results: SyncResult[] = [];
  // What a killed process left there is of no use.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const { env, signal, dryRun, left } = options;
    if (left) await loading.tellLeft();
    const known = await loading.state();
    for await (const delivery of deliveriesOf(source, { folder, env, known, signal, dryRun })) {
      results.push(
        'nothingNew' in delivery ? await loading.nothingNew(delivery.dataAsOf) : await loading.load(delivery),
      );
    }
  } catch (error) {
    results.push(await loading.failed(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return results.length > 0 ? results : [{ ...busy(source), outcome: 'NOTHING', reason: null }];
}

function deliveriesOf(source: Source, work: Work): Deliveries {
  if (source.folder !== undefined) return fromFolder(source.folder, work);
  if (source.https !== undefined) return fromHttps(source.https, work);
  if (source.mongodb !== undefined) return fromMongodb(source.mongodb, work);
  throw new Error(`Source ${source.name} has no place.`);
}

interface Told {
  readonly reason: string | null;
  readonly dataAsOf: string | null;
  readonly digest: string | null;
  readonly state: SourceState;
}

/** The loads of one source, each with its report. */
class Loading {
  private reported: unknown = null;

  constructor(
    private readonly source: Source,
    private readonly definition: ImportDefinition,
    private readonly open: OpenSubgraph<unknown>,
    private readonly options: Held,
  ) {}

  /** @throws what keeps a load from being done now, and not what is wrong with the delivery. */
  async load(delivery: Delivery): Promise<SyncResult> {
    const { dataAsOf } = delivery;
    const known = await this.state();
    if (known.digest === delivery.digest) {
      const { digest } = delivery;
      const state = await this.stateAfter(delivery);
      return this.settled(delivery, await this.ended('UNCHANGED', { dataAsOf, digest, state }));
    }
    const planned = await this.plan(delivery.file);
    if ('fault' in planned) {
      const reason = keptReason(planned.fault, delivery.file);
      return this.settled(delivery, await this.ended('FAILED', { reason, digest: delivery.digest }));
    }
    if (planned.refusal !== null) {
      const reason = planned.refusal;
      return this.settled(delivery, await this.ended('REFUSED', { reason, digest: delivery.digest }));
    }
    const report = await this.bring(delivery, planned.missing);
    return this.settled(delivery, { outcome: 'COMPLETED', reason: keptText(this.source, planned.unreadable), report });
  }

  async nothingNew(dataAsOf: string | null): Promise<SyncResult> {
    return this.result(null, await this.ended('UNCHANGED', { dataAsOf }));
  }

  /** The last run of the source was killed, or its database was, before it could tell what became of its load. */
  async tellLeft(): Promise<void> {
    await this.ended('FAILED', { reason: leftReason });
  }

  /** The source could not be read, or the database not written. */
  async failed(error: unknown): Promise<SyncResult> {
    if (!(error instanceof ToldError)) throw error;
    const failed = { outcome: 'FAILED', reason: keptReason(error, ''), report: null } as const;
    // What went wrong while rows were brought in has its report; where the database is gone, none can be kept.
    if (error !== this.reported) await this.ended('FAILED', failed).catch(() => undefined);
    return this.result(null, failed);
  }

  private async plan(file: string) {
    const { open, definition, source, options } = this;
    try {
      return await planRemovals(open, definition, file, source, options.signal, this.reading());
    } catch (error) {
      options.signal.throwIfAborted();
      if (error instanceof ToldError) return { fault: error };
      throw error;
    }
  }

  /** How the source's files are read: as its mapping says, where it has one. */
  private reading(): SourceOptions {
    const { mapping } = this.source;
    return mapping === undefined ? {} : { mapping: readMapping(mapping, this.definition) };
  }

  private async bring(delivery: Delivery, removals: readonly string[]): Promise<ImportReport> {
    const { open, definition, source, options } = this;
    const { file, digest, dataAsOf } = delivery;
    const { signal, dryRun, progress } = options;
    const opened = await openSource(definition, file, this.reading());
    const rejectFile = dryRun || source.folder !== undefined ? {} : { rejectFile: this.rejectFile() };
    const load = (): Promise<ImportReport> =>
      importSource({
        definition,
        open,
        source: opened,
        dryRun,
        removals,
        signal,
        ...rejectFile,
        ...(progress && { progress }),
      });
    if (dryRun) return load();
    const state = await this.stateAfter(delivery);
    const begun = { source: source.name, kind: source.kind, dataAsOf, digest, file, state };
    return reportedLoad(open.loads, begun, load).catch((error: unknown) => {
      this.reported = error;
      throw error;
    });
  }

  /** Where the rejected rows of what was fetched are kept until the next load. */
  private rejectFile(): string {
    return join(this.options.folder, `${this.source.name}.rejected.csv`);
  }

  private async ended(outcome: LoadOutcome, told: Partial<Told> = {}): Promise<Ended> {
    const { reason = null, dataAsOf = null, digest = null, state } = told;
    const { name: source, kind } = this.source;
    const at = new Date().toISOString();
    const report = { source, kind, startedAt: at, endedAt: at, dataAsOf, outcome, reason, digest };
    if (!this.options.dryRun) await this.open.loads.report({ ...report, counts: noCounts, rejectedFor: [] }, state);
    return { outcome, reason, report: null };
  }

  private async settled(delivery: Delivery, ended: Ended): Promise<SyncResult> {
    const moved = await delivery.settle(ended);
    const { report } = ended;
    const told = report?.rejectFile != null && moved !== null ? { ...report, rejectFile: moved } : report;
    return this.result(this.source.folder === undefined ? null : delivery.file, { ...ended, report: told });
  }

  /** What the last load left; nothing where it was read by another mapping, or is to be loaded once more. */
  async state(): Promise<SourceState> {
    if (this.options.again) return {};
    const state = await this.open.loads.sources.stateOf(this.source.name, this.source.kind);
    return state.mapping === (await this.mappingDigest()) ? state : {};
  }

  private async stateAfter({ state, digest }: Delivery): Promise<SourceState> {
    const mapping = await this.mappingDigest();
    return { ...state, digest, ...(mapping !== undefined && { mapping }) };
  }

  private async mappingDigest(): Promise<string | undefined> {
    const { mapping } = this.source;
    return mapping === undefined ? undefined : (await fileDigest(mapping))?.digest;
  }

  private result(file: string | null, ended: Ended): SyncResult {
    return { source: this.source.name, file, ...ended };
  }
}

const leftReason = 'a run ended before it was done; what it had written stays, and the run after it went on from there';

function keptText({ missing }: Source, unreadable: number): string | null {
  if (missing === 'keep' || unreadable === 0) return null;
  return `records missing in the source were kept: ${unreadable} rows have no number that can be read`;
}

function busy({ name }: Source): SyncResult {
  return { source: name, outcome: 'BUSY', reason: 'another process loads it now', file: null, report: null };
}
