import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import type { Viewing } from '../frame/page-frame';
import { useLanguage } from '../language/language';
import { Loading } from '../parts/notices';
import { loadSamples } from '../samples/samples';
import { useAsker } from '../sign-in/sign-in';
import { Desk } from './desk';
import { type Draft, draftIn } from './link';
import { useExplorerWords } from './words/use-words';

/** The explorer as it is for who asks: what is written stays when somebody else does, what was answered does not. */
export function ExplorerPage({ who, isSignedIn, lacksPurpose, theme }: Viewing) {
  const { words } = useExplorerWords();
  const { words: shared } = useLanguage();
  const { offered } = useAsker();
  const [draft, setDraft] = useState<Draft | null>(null);
  const { data: samples } = useQuery({
    queryKey: ['samples', who],
    queryFn: loadSamples,
    enabled: who !== null,
    staleTime: Infinity,
  });
  useEffect(() => {
    document.title = `Simpul: ${words.explorer}`;
  }, [words]);
  useEffect(() => {
    document.body.classList.toggle('graphiql-light', theme === 'light');
    document.body.classList.toggle('graphiql-dark', theme === 'dark');
  }, [theme]);
  return (
    <div className="explorer">
      <div className="page-head">
        <h1>{words.explorer}</h1>
        <p className="lead">{words.explorerLead}</p>
      </div>
      {who !== null && !isSignedIn && (
        <p className="hint" role="note">
          <strong>{shared.signIn.signedOutTitle}.</strong>{' '}
          {offered === null ? words.tokenElsewhere : shared.signIn.signedOut}
        </p>
      )}
      {lacksPurpose && (
        <p className="hint" role="note">
          {words.purposeHint}
        </p>
      )}
      {who === null || samples === undefined ? (
        <Loading />
      ) : (
        <Desk key={who} samples={samples} first={draft ?? draftIn(window.location, samples)} onDraft={setDraft} />
      )}
    </div>
  );
}
