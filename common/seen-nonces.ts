import { signatureWindow } from './message-signature';

/**
 * The nonces of the window, so that no signed request is taken twice. Bounded: when it is full, requests are refused
 * until nonces leave the window. A clock that goes back does not open the past again.
 */
export class SeenNonces {
  private readonly bySecond = new Map<number, Set<string>>();
  private count = 0;
  private earliest = 0;

  constructor(private readonly most = 500_000) {}

  /** True when the nonce is new and kept. `created` and `now` are seconds since 1970. */
  take(nonce: string, created: number, now: number): boolean {
    this.forgetBefore(now - signatureWindow);
    const seen = this.bySecond.get(created) ?? new Set();
    if (created < this.earliest || seen.has(nonce) || this.count >= this.most) return false;
    this.bySecond.set(created, seen.add(nonce));
    this.count += 1;
    return true;
  }

  private forgetBefore(second: number): void {
    if (second <= this.earliest) return;
    this.earliest = second;
    for (const [created, nonces] of this.bySecond) {
      if (created >= second) continue;
      this.bySecond.delete(created);
      this.count -= nonces.size;
    }
  }
}
