import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useExplorerWords } from '../explorer/words/use-words';
import type { Viewing } from '../frame/page-frame';
import { useLanguage } from '../language/language';
import { Loading } from '../parts/notices';
import { loadSamples, type Sample } from '../samples/samples';
import { SampleRun } from './sample-run';

/** The page of the operation that the address names. */
export function OperationPage({ who, isSignedIn, lacksPurpose }: Viewing) {
  const { words, language } = useExplorerWords();
  const { words: shared } = useLanguage();
  const { data: samples } = useQuery({
    queryKey: ['samples', who],
    queryFn: loadSamples,
    enabled: who !== null,
    staleTime: Infinity,
  });
  const name = decodeURIComponent(window.location.pathname.replace(/^\/q\//, ''));
  const sample = samples?.find((each) => each.name === name);
  const title = sample?.title[language] ?? words.operation;
  useEffect(() => {
    document.title = `Simpul: ${title}`;
  }, [title]);
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        <p className="lead">{sample?.about[language]}</p>
      </div>
      {who !== null && !isSignedIn && (
        <p className="hint" role="note">
          <strong>{shared.signIn.signedOutTitle}.</strong> {shared.signIn.signedOut}
        </p>
      )}
      {lacksPurpose && sample?.purpose !== null && (
        <p className="hint" role="note">
          {words.purposeHint}
        </p>
      )}
      {who === null || samples === undefined ? (
        <Loading />
      ) : sample === undefined ? (
        <Unknown samples={samples} />
      ) : (
        <SampleRun key={who} sample={sample} />
      )}
    </>
  );
}

function Unknown({ samples }: { readonly samples: readonly Sample[] }) {
  const { words, language } = useExplorerWords();
  return (
    <section className="figure">
      <p>{words.unknownOperation}</p>
      {samples.length > 0 && <p>{words.otherOperations}</p>}
      <ul>
        {samples.map(({ name, title }) => (
          <li key={name}>
            <a href={`/q/${name}?language=${language}`}>{title[language]}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
