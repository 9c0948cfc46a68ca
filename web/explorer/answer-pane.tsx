import { ResponseEditor, useExecutionContext } from '@graphiql/react';
import { useEffect, useState } from 'react';

import { useLanguage } from '../language/language';
import { DownloadBar, type DownloadFormat } from '../samples/download-bar';
import type { AnswerFacts, Explained } from './answer';
import type { Draft } from './link';
import { NullsView } from './nulls-view';
import { PlanView } from './plan-view';
import { postOperation } from './post';
import { SourcesView } from './sources-view';
import { Tabs } from './tabs';
import { useEditors } from './use-editors';
import { useExplorerWords } from './words/use-words';

export type AnswerView = 'answer' | 'nulls' | 'sources' | 'plan';

interface Props {
  readonly view: AnswerView;
  onView(view: AnswerView): void;
  readonly facts: AnswerFacts | null;
  readonly explained: Explained | null;
  readonly draft: Draft;
  /** The list that makes the rows of the sample; '' for none. */
  readonly rows: string;
}

/** The answer, and what is told of it. */
export function AnswerPane({ view, onView, facts, explained, draft, rows: sampleRows }: Props) {
  const { words } = useExplorerWords();
  const { answer } = useEditors();
  const [written, setWritten] = useState({ sample: draft.sample, rows: sampleRows });
  const rows = written.sample === draft.sample ? written.rows : sampleRows;
  // An editor that was not seen has measured nothing.
  useEffect(() => {
    if (view === 'answer') answer?.refresh();
  }, [view, answer]);
  const ask = (format: DownloadFormat): Promise<Response> => {
    const search = new URLSearchParams({ format, ...(rows !== '' && { rows }) });
    const variables = draft.variables.trim() === '' ? undefined : (JSON.parse(draft.variables) as object);
    return postOperation({ query: draft.query, variables }, {}, `?${search.toString()}`);
  };
  const nulls = facts === null || facts.nulls.length === 0 ? '' : ` (${facts.nulls.length})`;
  return (
    <section className="panel-answer" aria-label={words.answer}>
      <AnswerLine facts={facts} />
      <Tabs
        label={words.answer}
        chosen={view}
        onChoose={onView}
        tabs={[
          ['answer', words.views.answer, <ResponseEditor key="answer" />],
          ['nulls', `${words.views.nulls}${nulls}`, <NullsView key="nulls" facts={facts} />],
          ['sources', words.views.sources, <SourcesView key="sources" facts={facts} />],
          ['plan', words.views.plan, <PlanView key="plan" explained={explained} />],
        ]}
      />
      <div className="download-line">
        <label className="field" title={words.rowsMeans}>
          <span>{words.rows}</span>
          <input
            value={rows}
            placeholder="areas.nodes"
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setWritten({ sample: draft.sample, rows: target.value })}
          />
        </label>
        <DownloadBar ask={ask} />
      </div>
    </section>
  );
}

function AnswerLine({ facts }: { readonly facts: AnswerFacts | null }) {
  const { words } = useExplorerWords();
  const { format } = useLanguage();
  const { isFetching } = useExecutionContext({ nonNull: true });
  return (
    <p className="answer-line" role="status">
      {isFetching ? words.running : facts === null ? words.nothingYet : sentenceOf(facts, words, format)}
    </p>
  );
}

function sentenceOf(
  { milliseconds, bytes, errors, cost }: AnswerFacts,
  words: ReturnType<typeof useExplorerWords>['words'],
  format: ReturnType<typeof useLanguage>['format'],
): string {
  const size = bytes < 1_024 ? `${bytes} B` : `${format.index(bytes / 1_024)} KB`;
  return [
    words.took(format.count(milliseconds), size),
    ...(errors > 0 ? [words.withErrors(errors)] : []),
    ...(cost === null ? [] : [words.cost(format.count(cost.actual), format.count(cost.estimated))]),
    ...(cost?.left == null ? [] : [words.left(format.count(cost.left))]),
  ].join(' · ');
}
