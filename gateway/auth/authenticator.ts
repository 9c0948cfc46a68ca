import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { ClientError } from '../errors';
import type { AuthConfig } from './access';
import type { Issuer, KeysPlace } from './issuers';
import { KeySet } from './key-set';
import { readKeys } from './read-keys';
import { credentialsIn, tokenOf } from './request-credentials';
import { VerifiedTokens } from './verified-tokens';
import { tokenEndsAt, type TokenRules, type TrustedIssuer, verifyToken } from './verify-token';
import { anonymous, type Asker, type Viewer } from './viewer';

export interface Authenticator {
  /**
   * Who asks, by the headers as they came, name and value in turn. Told at once when the token was verified before.
   * @throws ClientError INVALID_TOKEN, BAD_REQUEST, or BAD_USER_INPUT for an unknown purpose.
   */
  askerOf(rawHeaders: readonly string[]): Asker | Promise<Asker>;
  /** Names of the issuers whose keys could not be read the last time; the keys read before hold on. */
  staleIssuers(): string[];
  /** Reads the keys of all issuers anew: a key that was taken away there holds no longer. */
  refresh(): Promise<void>;
  close(): void;
}

/** Asks nobody to sign in: everybody is nobody, whatever they send. */
export const openToAll: Authenticator = {
  askerOf: () => anonymous,
  staleIssuers: () => [],
  refresh: () => Promise.resolve(),
  close: () => undefined,
};

export interface AuthenticatorParts {
  readonly issuers: readonly Issuer[];
  /** Takes a line when the keys of an issuer cannot be read, and when they can again. */
  readonly log: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Takes a token of one of the issuers for who asks; nobody is asked for one. Resolves when all keys were asked for. */
export async function createAuthenticator(
  { tokenMaxLifeS, purposes }: Pick<AuthConfig, 'tokenMaxLifeS' | 'purposes'>,
  { issuers, log, now = Date.now }: AuthenticatorParts,
): Promise<Authenticator> {
  const trusted = issuers.map((issuer) => ({ ...issuer, keys: keySetOf(issuer, now) }));
  await Promise.all(trusted.map((issuer) => refreshAndTell(issuer, log)));
  refuseBadFiles(trusted);
  const timers = trusted.map((issuer) => {
    return setInterval(() => void refreshAndTell(issuer, log), refreshMs(issuer.jwks)).unref();
  });
  const byIssuer = new Map(trusted.map((each): [string, TrustedIssuer] => [each.issuer, each]));
  const viewerOf = viewerBy({ issuers: byIssuer, maxLifeS: tokenMaxLifeS, now });
  return {
    askerOf: (rawHeaders) => {
      const { authorization, purpose } = credentialsIn(rawHeaders);
      if (purpose !== null && !purposes.includes(purpose)) throw unknownPurpose(purposes);
      const viewer = authorization === null ? null : viewerOf(authorization);
      return viewer instanceof Promise ? viewer.then((known) => askerFor(known, purpose)) : askerFor(viewer, purpose);
    },
    staleIssuers: () => trusted.filter(({ keys }) => keys.isStale).map(({ name }) => name),
    refresh: async () => {
      await Promise.all(trusted.map((issuer) => refreshAndTell(issuer, log)));
    },
    close: () => timers.forEach((timer) => clearInterval(timer)),
  };
}

const fileRefreshMs = 10_000;
const urlRefreshMs = 300_000;
const cooldownMs = 30_000;

function refreshMs(place: KeysPlace): number {
  return 'url' in place ? urlRefreshMs : fileRefreshMs;
}

function keySetOf({ jwks }: Issuer, now: () => number): KeySet {
  return new KeySet({ read: () => readKeys(jwks), cooldownMs, now });
}

async function refreshAndTell({ name, keys }: TrustedIssuer, log: (line: string) => void): Promise<void> {
  const wasStale = keys.isStale;
  await keys.refresh();
  if (keys.isStale === wasStale) return;
  log(
    keys.isStale
      ? `The keys of the issuer ${name} cannot be read; those read before hold on.`
      : `The keys of the issuer ${name} are read again.`,
  );
}

/** A host that is away may come back; a file that is not there at the start is a mistake. */
function refuseBadFiles(trusted: readonly (TrustedIssuer & { readonly jwks: KeysPlace })[]): void {
  for (const { name, jwks, keys } of trusted) {
    if (!keys.isStale || !('file' in jwks)) continue;
    throw new ToldError(
      `gateway: ${jwks.file} holds no keys of the issuer ${name}; name a JWKS file in TOKEN_ISSUERS.`,
      exitCodes.config,
    );
  }
}

function viewerBy(rules: TokenRules): (authorization: string) => Viewer | Promise<Viewer> {
  const verified = new VerifiedTokens(
    ({ viewer, issuer, keysVersion }) =>
      keysVersion === issuer.keys.version && rules.now() < (tokenEndsAt(viewer) ?? 0),
  );
  const verify = async (authorization: string, token: string): Promise<Viewer> => {
    const known = await verifyToken(token, rules);
    verified.remember(authorization, known);
    return known.viewer;
  };
  return (authorization) => verified.find(authorization)?.viewer ?? verify(authorization, tokenOf(authorization));
}

function askerFor(viewer: Viewer | null, purpose: string | null): Asker {
  return viewer === null && purpose === null ? anonymous : { viewer, purpose };
}

function unknownPurpose(purposes: readonly string[]): ClientError {
  return new ClientError('BAD_USER_INPUT', 400, `The header x-purpose must be one of ${purposes.join(', ')}.`);
}
