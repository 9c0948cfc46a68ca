import type { ImportReport } from '../import/main';
import type { LoadOutcome } from '../shared/data-loads';
import type { SourceState } from '../shared/data-sources';
import type { Env } from './secret';

/** A file that a source has delivered, whole. */
export interface Delivery {
  readonly file: string;
  /** SHA-256 in hex. */
  readonly digest: string;
  /** Up to when it tells the records, an instant in UTC. */
  readonly dataAsOf: string;
  /** What its load leaves for the next one. */
  readonly state: SourceState;
  /** The load has ended: the file may go to where it belongs. Tells where the rejected rows went with it, if they did. */
  settle(ended: Ended): Promise<string | null>;
}

/** How the load of a delivery ended, as it is written beside the file. */
export interface Ended {
  readonly outcome: LoadOutcome;
  readonly reason: string | null;
  readonly report: ImportReport | null;
}

/** The source says that nothing is new since the last load; `dataAsOf` where that says up to when. */
export interface NothingNew {
  readonly nothingNew: true;
  readonly dataAsOf: string | null;
}

/** What the taking of deliveries has to work with. */
export interface Work {
  /** A folder for this source alone, for what is fetched. */
  readonly folder: string;
  readonly env: Env;
  readonly known: SourceState;
  readonly signal: AbortSignal;
  /** Nothing may be moved. */
  readonly dryRun: boolean;
}

export type Deliveries = AsyncGenerator<Delivery | NothingNew>;
