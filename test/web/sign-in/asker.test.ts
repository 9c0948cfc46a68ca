import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

// What the pages use of a browser is given to them here.
let asker: any;
let answer: Record<string, (response: { ok: boolean; json: () => Promise<unknown> }) => void>;
const { fetch: realFetch } = globalThis;

beforeEach(async () => {
  const kept = new Map<string, string>();
  answer = {};
  Object.assign(globalThis, {
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    },
    fetch: jest.fn(
      (_path: string, { body }: { body: string }) =>
        new Promise((resolve) => (answer[JSON.parse(body).as as string] = resolve)),
    ),
  });
  asker = await import('../../../web/sign-in/asker');
});

afterEach(() => {
  Object.assign(globalThis, { fetch: realFetch, sessionStorage: undefined });
});

const tokenOf = (persona: string) => ({ ok: true, json: () => Promise.resolve({ token: `token-of-${persona}` }) });
const refusal = { ok: false, json: () => Promise.resolve({}) };

describe('the sign-in of the pages', () => {
  it('sends the token of the persona that was chosen last, however late the answer to an earlier choice comes', async () => {
    const first = asker.signIn('analyst');
    const second = asker.signIn('auditor');
    answer.auditor?.(tokenOf('auditor'));
    await second;
    answer.analyst?.(tokenOf('analyst'));
    await first;
    expect(asker.chosenPersona()).toBe('auditor');
    expect(asker.askerHeaders()).toEqual({ authorization: 'Bearer token-of-auditor' });
  });

  it('sends no token once somebody signed out while the sign-in was under way', async () => {
    const signingIn = asker.signIn('analyst');
    await asker.signIn('');
    answer.analyst?.(tokenOf('analyst'));
    await signingIn;
    expect(asker.chosenPersona()).toBe('');
    expect(asker.askerHeaders()).toEqual({});
  });

  it('leaves nobody signed in when it is refused', async () => {
    const before = asker.signIn('analyst');
    answer.analyst?.(tokenOf('analyst'));
    await before;
    const refused = asker.signIn('auditor');
    answer.auditor?.(refusal);
    expect(await refused).toBe(false);
    expect(asker.chosenPersona()).toBeNull();
    expect(asker.askerHeaders()).toEqual({});
  });
});
