import { DOC_EXPLORER_PLUGIN, DocExplorer, DocExplorerContextProvider } from '@graphiql/plugin-doc-explorer';
import { GraphiQLProvider } from '@graphiql/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { Sample } from '../samples/samples';
import { type AnswerFacts, type Explained, explainedIn, factsOf, withoutFacts } from './answer';
import { AnswerPane, type AnswerView } from './answer-pane';
import { AskPane } from './ask-pane';
import { type Draft, draftOf } from './link';
import { memoryStorage } from './memory-storage';
import { type Asked, postOperation } from './post';
import { SampleList } from './sample-list';
import { Tabs } from './tabs';
import { useExplorerWords } from './words/use-words';

interface Props {
  readonly samples: readonly Sample[];
  /** What the editors begin with. */
  readonly first: Draft;
  onDraft(draft: Draft): void;
}

/** Samples and documentation, the editors, the answer: all of one who asks. */
export function Desk({ samples, first, onDraft }: Props) {
  const { words } = useExplorerWords();
  const [opened, setOpened] = useState(first);
  const [draft, setDraft] = useState(first);
  const [panel, setPanel] = useState<'samples' | 'documentation'>('samples');
  const [view, setView] = useState<AnswerView>('answer');
  const [withSources, setWithSources] = useState(false);
  const sourcesAsked = useRef(false);
  const [facts, setFacts] = useState<AnswerFacts | null>(null);
  const [explained, setExplained] = useState<Explained | null>(null);
  const storage = useMemo(() => memoryStorage(), []);

  useEffect(() => onDraft(draft), [draft, onDraft]);
  const change = useCallback((changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })), []);
  const open = (sample: Sample): void => {
    const next = draftOf(sample);
    setOpened(next);
    change(next);
    setFacts(null);
    setExplained(null);
    setView('answer');
    const address = new URL('/explorer', window.location.href);
    address.searchParams.set('sample', sample.name);
    const language = new URLSearchParams(window.location.search).get('language');
    if (language !== null) address.searchParams.set('language', language);
    window.history.replaceState(null, '', address);
  };

  const fetcher = useCallback(
    async (asked: Asked) => {
      if (asked.operationName === 'IntrospectionQuery') return (await postOperation(asked)).json() as Promise<object>;
      setFacts(null);
      setView('answer');
      const started = performance.now();
      const response = await postOperation(asked, {
        'x-null-reasons': '1',
        ...(sourcesAsked.current && { 'x-provenance': '1' }),
      }).catch(() => null);
      if (response === null) throw new Error(words.unreachable);
      const text = await response.text();
      const answer = JSON.parse(text) as object;
      setFacts(factsOf(answer, response, Math.round(performance.now() - started), new Blob([text]).size));
      return withoutFacts(answer);
    },
    [words],
  );
  const explain = async (asked: Asked): Promise<void> => {
    setView('plan');
    const response = await postOperation(asked, { 'x-explain': 'only' }).catch(() => null);
    setExplained(response === null ? { failure: words.unreachable } : explainedIn(await response.json()));
  };

  return (
    <GraphiQLProvider
      fetcher={fetcher as never}
      storage={storage}
      query={first.query}
      variables={first.variables}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
    >
      <DocExplorerContextProvider>
        <div className="desk graphiql-container">
          <section className="panel-left" aria-label={words.panel}>
            <Tabs<'samples' | 'documentation'>
              label={words.panel}
              chosen={panel}
              onChoose={setPanel}
              tabs={[
                [
                  'samples',
                  words.samples,
                  <SampleList key="list" samples={samples} chosen={draft.sample} onChoose={open} />,
                ],
                ['documentation', words.documentation, <DocExplorer key="documentation" />],
              ]}
            />
          </section>
          <AskPane
            samples={samples}
            opened={opened}
            draft={draft}
            withSources={withSources}
            onSources={(asked) => {
              // Another way to fetch would have the schema fetched again.
              sourcesAsked.current = asked;
              setWithSources(asked);
            }}
            onChange={change}
            onReference={() => setPanel('documentation')}
            onExplain={(asked) => void explain(asked)}
          />
          <AnswerPane
            view={view}
            onView={setView}
            facts={facts}
            explained={explained}
            draft={draft}
            rows={samples.find(({ name }) => name === draft.sample)?.rows ?? ''}
          />
        </div>
      </DocExplorerContextProvider>
    </GraphiQLProvider>
  );
}

const plugins = [DOC_EXPLORER_PLUGIN];
