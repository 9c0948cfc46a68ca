import type { KeyObject } from 'node:crypto';

import { ClientError } from '../errors';
import type { ChainFile } from './chain-file';
import type { Copier } from './copier';
import { type Access, type Entry, type Head, type Sealed, sealEntry } from './entry';

export interface AuditParts {
  readonly file: Pick<ChainFile, 'append' | 'close'>;
  /** Where the chain stands: at its opening. */
  readonly head: Head;
  readonly key: KeyObject;
  readonly mode: 'refuse' | 'spool';
  /** null where the file is all. */
  readonly copier: Pick<Copier, 'add' | 'flush' | 'isBehind'> | null;
  readonly now: () => Date;
  /** Takes one line when a place cannot be written any more, and when it can again. */
  readonly log: (line: string) => void;
}

interface Waiting {
  readonly access: Access;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const mostUnfiled = 10_000;

/** Who saw which record of a person, and who changed what. All accesses that wait are written and synced together. */
export class AuditLog {
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;
  private isClosed = false;
  private head: Head;
  /** In MongoDB and not in the file, when only spooling. */
  private unfiled: Sealed<Entry>[] = [];
  private readonly failing = new Set<string>();

  constructor(private readonly parts: AuditParts) {
    this.head = parts.head;
  }

  /**
   * Resolves when the access is kept: only then may the answer leave, or the change be asked for.
   * @throws ClientError AUDIT_UNAVAILABLE when it cannot be kept as the settings demand.
   */
  append(access: Access): Promise<void> {
    if (this.isClosed) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      this.waiting.push({ access, resolve, reject });
      this.running ??= this.commitAll();
    });
  }

  /** Keeps what waits, then closes the file. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
    if (this.unfiled.length > 0) await this.toFile([]).catch(() => undefined);
    await this.parts.copier?.flush().catch(() => undefined);
    await this.parts.file.close();
  }

  private async commitAll(): Promise<void> {
    // What is asked for in this moment comes along.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const accesses = batch.map(({ access }) => access);
      await (this.parts.mode === 'refuse' ? this.keepEverywhere(accesses) : this.keepSomewhere(accesses)).then(
        () => batch.forEach(({ resolve }) => resolve()),
        () => batch.forEach(({ reject }) => reject(unavailable())),
      );
    }
    // In the same moment as the look at what waits: else what comes in between would wait for ever.
    this.running = null;
  }

  private async keepEverywhere(accesses: readonly Access[]): Promise<void> {
    const { copier } = this.parts;
    // Else each refused answer would make the files longer.
    if (copier?.isBehind) await this.toMongo([], copier);
    const former = this.head;
    const sealed = this.seal(accesses);
    await this.toFile(sealed).catch((error: unknown) => {
      this.head = former;
      throw error;
    });
    if (copier) await this.toMongo(sealed, copier);
  }

  private async keepSomewhere(accesses: readonly Access[]): Promise<void> {
    const { copier } = this.parts;
    if (copier === null) return this.keepEverywhere(accesses);
    if (this.unfiled.length >= mostUnfiled) await this.toFile([]);
    const sealed = this.seal(accesses);
    const filed = await this.toFile(sealed).then(
      () => true,
      () => false,
    );
    if (!filed) this.unfiled.push(...sealed);
    const copied = this.toMongo(sealed, copier);
    if (filed) void copied.catch(() => undefined);
    else await copied;
  }

  /** The accesses as the next entries of the chain. */
  private seal(accesses: readonly Access[]): Sealed<Entry>[] {
    const { key, now } = this.parts;
    const time = now().toISOString();
    return accesses.map((access) => {
      const { chain, seq, hash } = this.head;
      const sealed = sealEntry(access, { chain, seq: seq + 1, previous: hash }, time, key);
      this.head = { chain, seq: seq + 1, hash: sealed.record.hash };
      return sealed;
    });
  }

  private async toFile(sealed: readonly Sealed<Entry>[]): Promise<void> {
    const lines = [...this.unfiled, ...sealed].map(({ line }) => line);
    await this.watched('the file', this.parts.file.append(lines, this.head));
    this.unfiled = [];
  }

  private async toMongo(sealed: readonly Sealed<Entry>[], copier: Pick<Copier, 'add' | 'flush'>): Promise<void> {
    copier.add(sealed.map(({ record }) => record));
    await this.watched('MongoDB', copier.flush());
  }

  private async watched(place: string, written: Promise<void>): Promise<void> {
    try {
      await written;
      if (this.failing.delete(place)) this.parts.log(`The audit log is written to ${place} again.`);
    } catch (error) {
      if (!this.failing.has(place)) this.parts.log(cannotWrite(place, this.parts.mode, error));
      this.failing.add(place);
      throw error;
    }
  }
}

function unavailable(): ClientError {
  return new ClientError('AUDIT_UNAVAILABLE', 503);
}

// The message of a driver may hold an address.
function cannotWrite(place: string, mode: 'refuse' | 'spool', error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: string };
  const reason = typeof code === 'string' ? code : (name ?? 'unknown error');
  const meanwhile =
    mode === 'refuse'
      ? "answers with persons' records and protected changes are refused"
      : 'what it lacks is written later';
  return `The audit log cannot be written to ${place} (${reason}); until it can, ${meanwhile}.`;
}
