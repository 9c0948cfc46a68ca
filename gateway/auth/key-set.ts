import { createLocalJWKSet, type CryptoKey, errors, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';

export interface KeySetOptions {
  /** @throws when the keys cannot be had now. */
  readonly read: () => Promise<JSONWebKeySet>;
  /** An unknown key lets the keys be read anew, but not sooner than so long after they were last asked for. */
  readonly cooldownMs: number;
  readonly now: () => number;
}

/**
 * The public keys of one issuer. The keys that were last read well stay, however long reading fails: an issuer that is
 * away signs nobody out.
 */
export class KeySet {
  private keys: JSONWebKeySet = { keys: [] };
  private find = createLocalJWKSet(this.keys);
  private text = '';
  private changes = 0;
  private askedAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;
  private failed = false;

  constructor(private readonly options: KeySetOptions) {}

  /** Another number whenever the keys are others: what was verified by the former is to be verified again. */
  get version(): number {
    return this.changes;
  }

  /** Whether the keys could not be read the last time. */
  get isStale(): boolean {
    return this.failed;
  }

  /** @throws JOSEError when no key, or more than one, has the header's id and suits its algorithm. */
  async keyFor(header: JWSHeaderParameters): Promise<CryptoKey> {
    try {
      return await this.find(header);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || (this.reading === null && this.isCoolingDown())) throw error;
      await this.refresh();
      return this.find(header);
    }
  }

  /** Reads the keys anew; several calls at a time read once. Never fails: the former keys stay then. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => (this.reading = null));
    return this.reading;
  }

  private async read(): Promise<void> {
    this.askedAt = this.options.now();
    try {
      this.take(await this.options.read());
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  private take(keys: JSONWebKeySet): void {
    const text = JSON.stringify(keys);
    if (text === this.text) return;
    this.find = createLocalJWKSet(keys);
    this.keys = keys;
    this.text = text;
    this.changes += 1;
  }

  private isCoolingDown(): boolean {
    return this.options.now() - this.askedAt < this.options.cooldownMs;
  }
}
