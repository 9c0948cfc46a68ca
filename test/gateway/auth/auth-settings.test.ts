import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readSettings } from '../../../common/settings';
import { authSettings } from '../../../gateway/auth/auth-settings';
import { createAuthenticator } from '../../../gateway/auth/authenticator';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simpul-issuers-'));
});
afterAll(() => rm(folder, { recursive: true }));

const good = {
  name: 'sso',
  issuer: 'https://sso.example',
  audience: 'simpul',
  algorithms: ['ES256', 'EdDSA'],
  jwks: 'https://sso.example/keys',
};

async function issuersIn(content: unknown) {
  const file = join(folder, 'issuers.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readSettings(authSettings, { TOKEN_ISSUERS: file }).tokenIssuers;
}

describe('the file of issuers', () => {
  it('names issuers, with keys at an address or in a file beside it', async () => {
    const [first, second] = await issuersIn({
      issuers: [good, { ...good, name: 'other', issuer: 'urn:other', jwks: 'keys/other.json' }],
    });
    expect(first).toEqual({ ...good, jwks: { url: good.jwks } });
    expect(second?.jwks).toEqual({ file: join(folder, 'keys/other.json') });
  });

  it('is told all its mistakes at once', async () => {
    const bad = {
      name: 'S S O',
      issuer: '',
      audience: 'simpul',
      algorithms: ['HS256'],
      jwks: 'http://sso.example/keys',
    };
    const reading = issuersIn({ issuers: [{ ...bad, key: 'x' }] });
    for (const told of [
      'TOKEN_ISSUERS is set, but',
      'issuers.0.name: must be small letters',
      'issuers.0.issuer: must not be empty',
      'issuers.0.algorithms.0: must be one of RS256',
      'issuers.0.jwks: must be a file or an https address',
      'key',
    ]) {
      await expect(reading).rejects.toThrow(told);
    }
  });

  it.each([
    ['no issuer', { issuers: [] }, 'must hold at least one issuer'],
    ['no algorithm', { issuers: [{ ...good, algorithms: [] }] }, 'must name at least one algorithm'],
    ['none as an algorithm', { issuers: [{ ...good, algorithms: ['none'] }] }, 'must be one of RS256'],
    ['one issuer twice', { issuers: [good, { ...good, name: 'b' }] }, 'must have another `issuer` each'],
    ['one name twice', { issuers: [good, { ...good, issuer: 'b' }] }, 'must have another name each'],
    ['a password in an address', { issuers: [{ ...good, jwks: 'https://a:b@sso.example/keys' }] }, 'must be a file'],
    ['another protocol', { issuers: [{ ...good, jwks: 'ftp://sso.example/keys' }] }, 'must be a file or an https'],
    ['no JSON', '{', 'must be a JSON file that can be read (it is not JSON)'],
  ])('is refused: %s', async (_, content, told) => {
    await expect(issuersIn(content)).rejects.toThrow(told);
  });

  it('is refused when it is not there', () => {
    expect(() => readSettings(authSettings, { TOKEN_ISSUERS: join(folder, 'none.json') })).toThrow('(ENOENT)');
  });

  it('is refused at the start, exit 78, when it names a file that holds no keys', async () => {
    const issuers = await issuersIn({ issuers: [{ ...good, jwks: 'issuers.json' }] });
    const config = { tokenMaxLifeS: 60, purposes: [] };
    await expect(createAuthenticator(config, { issuers, log: () => undefined })).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringContaining('holds no keys of the issuer sso') as unknown,
    });
  });
});

describe('other settings', () => {
  it('refuse a key of a demonstration that is none, and do not repeat it', () => {
    const key = Buffer.from('a secret that is no key').toString('base64');
    const reading = (): unknown => readSettings(authSettings, { DEMONSTRATION_KEY: key });
    expect(reading).toThrow('DEMONSTRATION_KEY is set, but it must be a P-256 private key');
    expect(reading).not.toThrow(key);
  });

  it('take purposes by name', () => {
    expect(readSettings(authSettings, { PURPOSES: 'audit, permit-renewal' }).purposes).toEqual([
      'audit',
      'permit-renewal',
    ]);
    expect(() => readSettings(authSettings, { PURPOSES: 'audit,,' })).toThrow('it must be names of small letters');
  });
});
