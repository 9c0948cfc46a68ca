import { type VerifiedToken } from './verify-token';

const mostTokens = 5_000;

/**
 * Tokens that were verified, by the header that they came in: the next request with one costs a look-up. The oldest are
 * forgotten first.
 */
export class VerifiedTokens {
  private readonly tokens = new Map<string, VerifiedToken>();

  constructor(private readonly isStillGood: (verified: VerifiedToken) => boolean) {}

  find(authorization: string): VerifiedToken | undefined {
    const verified = this.tokens.get(authorization);
    if (verified === undefined || this.isStillGood(verified)) return verified;
    this.tokens.delete(authorization);
    return undefined;
  }

  remember(authorization: string, verified: VerifiedToken): void {
    this.tokens.set(authorization, verified);
    const oldest = this.tokens.keys().next();
    if (this.tokens.size > mostTokens && !oldest.done) this.tokens.delete(oldest.value);
  }
}
