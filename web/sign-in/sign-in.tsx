import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

import {
  askerHeaders,
  choosePurpose,
  chosenPersona,
  type Demonstration,
  demonstration,
  giveToken,
  signIn,
} from './asker';

const firstPersona = 'dashboard';

interface SignIn {
  /** What the demonstration offers; null where people sign in otherwise. */
  readonly offered: Demonstration | null;
  /** Who asks: a persona's name, another name for each token that is given, '' for nobody; null until it is known. */
  readonly asker: string | null;
  /** Signs in as a persona, or out with ''. */
  choose(persona: string): Promise<void>;
  /** Asks with a token of one's own, or without with ''. */
  chooseToken(token: string): void;
}

const context = createContext<SignIn>({
  offered: null,
  asker: null,
  choose: () => Promise.resolve(),
  chooseToken: () => undefined,
});

let tokensGiven = 0;

export function SignsIn({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const [offered, setOffered] = useState<Demonstration | null>(null);
  const [asker, setAsker] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void begin().then((begun) => {
      if (isGone) return;
      setOffered(begun);
      setAsker(chosenPersona() ?? '');
    });
    return () => {
      isGone = true;
    };
  }, []);
  const signedIn = useMemo<SignIn>(
    () => ({
      offered,
      asker,
      choose: async (persona) => {
        // What was told to one asker does not stay for the next.
        setAsker(null);
        queries.clear();
        if (offered?.personas.find(({ name }) => name === persona)?.agency == null) choosePurpose('');
        await signIn(persona);
        const chosen = chosenPersona();
        // Somebody else may have been chosen meanwhile.
        if (chosen === persona || chosen === null) setAsker(chosen ?? '');
      },
      chooseToken: (token) => {
        queries.clear();
        giveToken(token);
        tokensGiven += 1;
        setAsker(token === '' ? '' : `token ${tokensGiven}`);
      },
    }),
    [offered, asker, queries],
  );
  return <context.Provider value={signedIn}>{children}</context.Provider>;
}

export function useAsker(): SignIn {
  return useContext(context);
}

/** Resolves with what is offered once it is known who asks. */
async function begin(): Promise<Demonstration | null> {
  const offered = await demonstration();
  if (offered === null) {
    // Of an earlier demonstration at the same address.
    if (askerHeaders().authorization !== undefined) await signIn('');
    choosePurpose('');
    return null;
  }
  const chosen = chosenPersona();
  // A page that was left while somebody signed in knows who it is to be, and has no token yet.
  if (chosen !== '' && askerHeaders().authorization === undefined) await signIn(chosen ?? firstPersona);
  return offered;
}
