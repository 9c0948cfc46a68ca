import { QueryEditor, useExecutionContext, usePrettifyEditors, VariableEditor } from '@graphiql/react';
import { useEffect, useState } from 'react';

import { ParameterFields } from '../samples/parameter-fields';
import { searchOf, variablesText } from '../samples/parameter-texts';
import type { Sample } from '../samples/samples';
import { type Draft, linkOf } from './link';
import type { Asked } from './post';
import { useEditors } from './use-editors';
import { useExplorerWords } from './words/use-words';

interface Props {
  readonly samples: readonly Sample[];
  /** What was last put into the editors from outside. */
  readonly opened: Draft;
  readonly draft: Draft;
  readonly withSources: boolean;
  onSources(withSources: boolean): void;
  onChange(changed: Partial<Draft>): void;
  /** A name in the operation was asked about. */
  onReference(): void;
  onExplain(asked: Asked): void;
}

/** The operation, what it takes, and what can be done with it. */
export function AskPane({ samples, opened, draft, withSources, onSources, onChange, onReference, onExplain }: Props) {
  const { words, language } = useExplorerWords();
  const editors = useEditors();
  const { run, isFetching } = useExecutionContext({ nonNull: true });
  const tidy = usePrettifyEditors();
  const [told, setTold] = useState('');
  const sample = samples.find(({ name }) => name === draft.sample);

  useEffect(() => {
    if (editors.query !== null && editors.query.getValue() !== opened.query) editors.query.setValue(opened.query);
    if (editors.variables !== null && editors.variables.getValue() !== opened.variables) {
      editors.variables.setValue(opened.variables);
    }
    editors.answer?.setValue('');
    // What stands in the editors is theirs; they are told of what is opened, not of what is written in them.
  }, [opened, editors.query, editors.variables, editors.answer]);

  const explain = (): void => {
    setTold('');
    const variables = objectIn(draft.variables);
    if (variables === null) setTold(words.notJson);
    else onExplain({ query: editors.query?.getValue() ?? draft.query, variables });
  };
  const link = async (): Promise<void> => {
    const path = linkOf(draft, sample, draft.texts);
    window.history.replaceState(null, '', path);
    const address = new URL(path, window.location.href).href;
    setTold((await isCopied(address)) ? words.linkCopied : `${words.linkToCopy} ${address}`);
  };

  return (
    <section className="panel-ask" aria-label={words.asking}>
      {draft.isFromLink && (
        <p className="hint" role="note">
          {words.fromLink}
        </p>
      )}
      {sample !== undefined && (
        <details className="sample-card" open>
          <summary>{sample.title[language]}</summary>
          <p>{sample.about[language]}</p>
          <ParameterFields
            sample={sample}
            language={language}
            texts={draft.texts}
            onChange={(texts) => {
              const variables = variablesText(sample, texts);
              onChange({ texts, variables });
              editors.variables?.setValue(variables);
            }}
          />
        </details>
      )}
      <div className="ask-tools" role="toolbar" aria-label={words.asking}>
        <button type="button" onClick={() => run()} disabled={isFetching} title={words.runKeys}>
          {words.run}
        </button>
        <button type="button" className="quiet" onClick={explain} title={words.explainMeans}>
          {words.explain}
        </button>
        <button type="button" className="quiet" onClick={() => void tidy()}>
          {words.tidy}
        </button>
        <button type="button" className="quiet" onClick={() => void link()}>
          {words.link}
        </button>
        {sample?.kind === 'query' && <a href={`/q/${sample.name}?${searchOf(draft.texts)}`}>{words.asPage}</a>}
        <label className="check">
          <input type="checkbox" checked={withSources} onChange={({ target }) => onSources(target.checked)} />
          {words.withSources}
        </label>
      </div>
      <p className="told" role="status">
        {told}
      </p>
      <div className="editor-query">
        <QueryEditor onEdit={(query) => onChange({ query })} onClickReference={onReference} />
      </div>
      <h2 className="editor-title">{words.variables}</h2>
      <div className="editor-variables">
        <VariableEditor onEdit={(variables) => onChange({ variables })} />
      </div>
      <p className="fine keyboard">{words.keyboard}</p>
    </section>
  );
}

/** Browsers let pages copy where the connection is safe, and where nobody forbids it. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** null for what is no JSON object; undefined where nothing is written. */
function objectIn(text: string): object | undefined | null {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
