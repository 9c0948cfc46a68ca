import { ToldError } from '../common/told-error';
import { signIn } from './sign-in';

/** Gives a token to ask with, another one after the last was refused; null asks as nobody. */
export type TokenSource = (refused: boolean) => Promise<string | null>;

/** A token of the command line stays; a persona signs in again when its token has ended. */
export function tokenSource(gatewayUrl: string, persona: string | undefined, given: string | undefined): TokenSource {
  if (persona !== undefined) return async () => (await signIn(gatewayUrl, persona)).token;
  return (refused) => {
    if (!refused || given === undefined) return Promise.resolve(given ?? null);
    throw new ToldError('The token has expired or is not accepted; get another one.');
  };
}
