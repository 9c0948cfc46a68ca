import { type VerifiedToken } from './verify-token';

const mostTokens = 5_000;
/** Characters of a token's signature: enough to tell tokens apart, and few to look up by. */
const signatureEnd = 48;

interface Remembered {
  readonly authorization: string;
  readonly verified: VerifiedToken;
}

/**
 * Tokens that were verified, by the header that they came in: the next request with one costs a look-up. The oldest are
 * forgotten first.
 */
export class VerifiedTokens {
  private readonly tokens = new Map<string, Remembered>();

  constructor(private readonly isStillGood: (verified: VerifiedToken) => boolean) {}

  find(authorization: string): VerifiedToken | undefined {
    const key = authorization.slice(-signatureEnd);
    const known = this.tokens.get(key);
    // To the letter: what is before the signature says who asks.
    if (known?.authorization !== authorization) return undefined;
    if (this.isStillGood(known.verified)) return known.verified;
    this.tokens.delete(key);
    return undefined;
  }

  remember(authorization: string, verified: VerifiedToken): void {
    this.tokens.set(authorization.slice(-signatureEnd), { authorization, verified });
    const oldest = this.tokens.keys().next();
    if (this.tokens.size > mostTokens && !oldest.done) this.tokens.delete(oldest.value);
  }
}
