import { Cursors } from './commands/cursors';
import { runCommand } from './commands/run-command';
import { Catalog } from './data/catalog';
import { silentLog } from './data/change-log';
import { encodeReply } from './wire/encode-reply';
import { listen } from './wire/listen';

export interface StoreOptions {
  /** Zero for any free port. */
  readonly port: number;
  /** Where the data is kept; not needed with `memory`. */
  readonly folder?: string;
  /** Keep nothing after the stop. */
  readonly memory?: boolean;
  readonly log?: (line: string) => void;
}

export interface RunningStore {
  readonly port: number;
  readonly uri: string;
  readonly summary: StoreSummary;
  stop(): Promise<void>;
}

export interface StoreSummary {
  readonly documents: number;
  readonly collections: number;
  readonly folder: string | null;
  readonly notes: readonly string[];
}

/** Starts the embedded store on this machine's loopback; see docs/store.md for what it has. */
export async function startStore({ port, log = () => undefined }: StoreOptions): Promise<RunningStore> {
  const catalog = new Catalog(silentLog);
  const cursors = new Cursors();
  const listener = await listen(
    port,
    ({ command }) => Promise.resolve(encodeReply(runCommand(command, { catalog, cursors }))),
    log,
  );
  return {
    port: listener.port,
    uri: `mongodb://127.0.0.1:${listener.port}/`,
    summary: { documents: 0, collections: 0, folder: null, notes: [] },
    stop: async () => {
      cursors.close();
      await listener.close();
    },
  };
}
