import { Cursors } from './commands/cursors';
import { failure, runCommand } from './commands/run-command';
import { fromFolder, inFolder, inMemory, type Keeper } from './journal/keeper';
import { encode } from './values/codec';
import { encodeReply } from './wire/encode-reply';
import { listen, type Listener } from './wire/listen';
import { commandOf, type Request } from './wire/message';

export interface StoreOptions {
  /** Zero for any free port. */
  readonly port: number;
  /** Where the data is kept. Without it, or with `memory`, nothing is kept. */
  readonly folder?: string;
  readonly memory?: boolean;
  /** Read the folder as it is, whoever has it open, and keep no change. */
  readonly readOnly?: boolean;
  readonly log?: (line: string) => void;
}

export interface StoreSummary {
  readonly documents: number;
  readonly collections: number;
  readonly folder: string | null;
  /** What the start had to mend. */
  readonly notes: readonly string[];
}

export interface RunningStore {
  readonly port: number;
  readonly uri: string;
  readonly summary: StoreSummary;
  stop(): Promise<void>;
}

/**
 * Starts the embedded store on this machine's loopback; docs/store.md tells what it has.
 * @throws ToldError when the port is in use, or the folder is open elsewhere, damaged, or not to be written.
 */
export async function startStore(options: StoreOptions): Promise<RunningStore> {
  const { port, log = () => undefined } = options;
  const folder = options.memory === true ? undefined : options.folder;
  const keeper = await keeperFor(folder, options.readOnly === true, log);
  const cursors = new Cursors();
  const listener = await listenOrClose(port, keeper, cursors, log);
  keeper.tellPort(listener.port);
  keeper.notes.forEach(log);
  const stop = async (): Promise<void> => {
    cursors.close();
    await listener.close();
    await keeper.close();
  };
  return {
    port: listener.port,
    uri: `mongodb://127.0.0.1:${listener.port}/`,
    summary: summaryOf(keeper, folder),
    stop: once(stop),
  };
}

async function keeperFor(
  folder: string | undefined,
  isReadOnly: boolean,
  log: (line: string) => void,
): Promise<Keeper> {
  if (folder === undefined) return inMemory();
  return isReadOnly ? fromFolder(folder) : inFolder(folder, log);
}

async function listenOrClose(
  port: number,
  keeper: Keeper,
  cursors: Cursors,
  log: (line: string) => void,
): Promise<Listener> {
  try {
    return await listen(port, (request) => answer(request, keeper, cursors), log);
  } catch (error) {
    cursors.close();
    await keeper.close();
    throw error;
  }
}

/** A command answers only when what it changed is kept. */
async function answer(request: Request, keeper: Keeper, cursors: Cursors): Promise<Uint8Array> {
  try {
    const reply = runCommand(commandOf(request), { catalog: keeper.catalog, cursors });
    await keeper.commit();
    return encodeReply(reply);
  } catch (error) {
    return encode(failure(error));
  }
}

function summaryOf({ catalog, notes }: Keeper, folder: string | undefined): StoreSummary {
  const collections = [...catalog.collections.values()];
  const documents = collections.reduce((sum, { records }) => sum + records.size, 0);
  return { documents, collections: collections.length, folder: folder ?? null, notes };
}

function once(stop: () => Promise<void>): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
}
