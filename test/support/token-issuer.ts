import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

import type { Issuer } from '../../gateway/auth/issuers';

export interface TestKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

/** An issuer of tokens with real keys, whose public ones are served over HTTP. */
export interface TokenIssuer {
  /** As the settings name it. */
  readonly config: Issuer & { readonly jwks: { readonly url: string } };
  /** The keys being served; a test may change them, or set null to be away. */
  served: readonly JWK[] | null;
  readonly key: TestKey;
  /** How often the keys were asked for. */
  readonly requests: number;
  /** A token that is good, but for what is given. `undefined` takes a claim out. */
  token(claims?: object, options?: TokenOptions): Promise<string>;
  close(): Promise<void>;
}

export interface TokenOptions {
  readonly key?: TestKey;
  readonly header?: Record<string, unknown>;
}

export async function testKey(kid: string, alg = 'ES256'): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export async function tokenIssuer({ name = 'sso', alg = 'ES256', kid = '2026a' } = {}): Promise<TokenIssuer> {
  const key = await testKey(kid, alg);
  const server = createServer((_request, response) => {
    requests += 1;
    if (issuer.served === null) response.writeHead(503).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: issuer.served }));
  });
  let requests = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  const config = { name, issuer: `https://${name}.example`, audience: 'simpul', algorithms: [alg], jwks: { url } };
  const issuer: TokenIssuer = {
    config,
    served: [key.jwk],
    key,
    get requests() {
      return requests;
    },
    token: async (claims = {}, { key: by = key, header = {} } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const good = { iss: config.issuer, sub: 'siti', aud: 'simpul', iat: now, exp: now + 600 };
      return new SignJWT({ ...good, ...claims })
        .setProtectedHeader({ alg: by.alg, kid: by.kid, ...header })
        .sign(by.privateKey);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return issuer;
}

/** A file as TOKEN_ISSUERS names it. */
export async function issuersFile(issuers: readonly TokenIssuer[]): Promise<{ file: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'simpul-issuers-'));
  const file = join(folder, 'issuers.json');
  const listed = issuers.map(({ config }) => ({ ...config, jwks: config.jwks.url }));
  await writeFile(file, JSON.stringify({ issuers: listed }));
  return { file, remove: () => rm(folder, { recursive: true }) };
}
