import { exitCodes } from '../common/exit-codes';
import { ToldError } from '../common/told-error';

export interface SignedIn {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/**
 * Signs in at a demonstration, as one of its personas.
 * @throws ToldError when no gateway answers there, when it is no demonstration, or has no such persona.
 */
export async function signIn(gatewayUrl: string, persona: string): Promise<SignedIn> {
  const response = await fetch(new URL('/demonstration/sign-in', gatewayUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: persona }),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new ToldError('No gateway answers at GATEWAY_URL; start it with npm start.');
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && isSignedIn(answer)) return answer;
  if (response.status === 400)
    throw new ToldError(`There is no persona ${persona}. ${toldIn(answer)}`, exitCodes.usage);
  throw new ToldError(
    'The gateway at GATEWAY_URL is no demonstration and makes no tokens; ask an issuer of its TOKEN_ISSUERS for one.',
  );
}

function isSignedIn(answer: unknown): answer is SignedIn {
  const { token, expiresIn } = (answer ?? {}) as Partial<Record<keyof SignedIn, unknown>>;
  return typeof token === 'string' && typeof expiresIn === 'number';
}

function toldIn(answer: unknown): string {
  return (answer as { errors?: { message?: string }[] } | null)?.errors?.[0]?.message ?? '';
}
