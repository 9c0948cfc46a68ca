import { describe, expect, it } from '@jest/globals';

import { readSettings } from '../../../common/settings';
import type { ToldError } from '../../../common/told-error';
import { accessOf } from '../../../gateway/auth/access';
import { authSettings } from '../../../gateway/auth/auth-settings';
import { randomDemonstrationKey } from '../../../gateway/auth/demonstration-key';
import type { Issuer } from '../../../gateway/auth/issuers';

const issuer: Issuer = {
  name: 'sso',
  issuer: 'https://sso.example',
  audience: 'simpul',
  algorithms: ['ES256'],
  jwks: { url: 'https://sso.example/keys' },
};
const nothing = readSettings(authSettings, {});
const tokens = { ...nothing, tokenIssuers: [issuer] };
const demonstration = readSettings(authSettings, { DEMONSTRATION_KEY: randomDemonstrationKey() });

function refusal(act: () => unknown): Pick<ToldError, 'message' | 'exitCode'> {
  try {
    act();
  } catch (error) {
    return error as ToldError;
  }
  throw new Error('It was not refused.');
}

describe('how a gateway is opened', () => {
  it('is by one of three ways', () => {
    expect(accessOf(tokens, false)).toBe('tokens');
    expect(accessOf(demonstration, false)).toBe('demonstration');
    expect(accessOf(nothing, true)).toBe('insecure');
  });

  it('is said to be missing with what to set, exit 78', () => {
    const { message, exitCode } = refusal(() => accessOf(nothing, false));
    expect(exitCode).toBe(78);
    for (const way of ['TOKEN_ISSUERS', 'simpul start', '--insecure']) expect(message).toContain(way);
  });

  it.each([
    ['issuers and --insecure', tokens, true, 'TOKEN_ISSUERS and --insecure'],
    ['a demonstration and --insecure', demonstration, true, 'DEMONSTRATION_KEY and --insecure'],
    [
      'issuers and a demonstration',
      { ...demonstration, tokenIssuers: [issuer] },
      false,
      'TOKEN_ISSUERS and DEMONSTRATION_KEY',
    ],
  ])('is not by two at once: %s', (_, config, insecure, named) => {
    const { message, exitCode } = refusal(() => accessOf(config, insecure));
    expect(exitCode).toBe(78);
    expect(message).toContain(`Only one of ${named} can hold.`);
  });

  it.each(['0.0.0.0', '::', '192.168.1.7', 'gateway.example', '127.evil.example', '127.0.0.1.evil.example'])(
    'is for this machine only, unless people sign in with issuers: %s',
    (host) => {
      expect(refusal(() => accessOf({ ...demonstration, host }, false)).exitCode).toBe(78);
      expect(refusal(() => accessOf({ ...nothing, host }, true)).message).toContain(`not on GATEWAY_HOST ${host}`);
      expect(accessOf({ ...tokens, host }, false)).toBe('tokens');
    },
  );

  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])('may be at %s', (host) => {
    expect(accessOf({ ...demonstration, host }, false)).toBe('demonstration');
  });
});
