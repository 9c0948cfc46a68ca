import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';

import { messagesOf } from '../explorer/answer';
import { askAs } from '../explorer/post';
import { useExplorerWords } from '../explorer/words/use-words';
import { Loading } from '../parts/notices';
import { DownloadBar, type DownloadFormat } from '../samples/download-bar';
import { ParameterFields } from '../samples/parameter-fields';
import { type ParameterTexts, searchOf, textsIn } from '../samples/parameter-texts';
import type { Sample } from '../samples/samples';
import { type AnswerTable, tableOf } from './answer-table';
import { AnswerTableFigure } from './answer-table-figure';

/**
 * A form for the parameters and the answer as a table. What the address says is asked at once; where it tells of persons,
 * not before somebody wants it: each look is logged.
 */
export function SampleRun({ sample }: { readonly sample: Sample }) {
  const { words, language } = useExplorerWords();
  const [texts, setTexts] = useState<ParameterTexts>(() => textsIn(window.location.search, sample));
  const [asked, setAsked] = useState<Asked | null>(() => (mayRunAtOnce(sample, texts) ? { texts, turn: 1 } : null));
  const explorer = `/explorer?${new URLSearchParams({ sample: sample.name, language }).toString()}&${searchOf(texts)}`;
  if (sample.kind !== 'query') {
    return (
      <section className="figure">
        <p>{words.opensInExplorer}</p>
        <a href={explorer}>{words.inExplorer}</a>
      </section>
    );
  }
  const run = (event: SubmitEvent): void => {
    event.preventDefault();
    window.history.replaceState(null, '', `${window.location.pathname}?${searchOf({ ...texts, language })}`);
    setAsked((before) => ({ texts, turn: (before?.turn ?? 0) + 1 }));
  };
  return (
    <div className="stack">
      <form className="figure run-form" onSubmit={run}>
        <ParameterFields sample={sample} language={language} texts={texts} onChange={setTexts} />
        <div className="run-line">
          <button type="submit">{words.run}</button>
          <a href={explorer}>{words.inExplorer}</a>
        </div>
      </form>
      {asked !== null && <Answer sample={sample} {...asked} />}
    </div>
  );
}

function mayRunAtOnce({ kind, purpose, parameters }: Sample, texts: ParameterTexts): boolean {
  const isWhole = parameters.every(({ name, isRequired }) => !isRequired || texts[name] !== '');
  return kind === 'query' && purpose === null && isWhole;
}

interface Asked {
  readonly texts: ParameterTexts;
  /** Another number each time that somebody asks. */
  readonly turn: number;
}

function Answer({ sample, texts, turn }: Asked & { readonly sample: Sample }) {
  const { words } = useExplorerWords();
  const ask = (format: DownloadFormat): Promise<Response> =>
    askAs(`/q/${sample.name}?${searchOf(texts)}&format=${format}`, { headers: { accept: 'application/json' } });
  const { data, isError, isFetching } = useQuery<AnswerTable | { readonly failure: string }>({
    queryKey: ['operation', sample.name, texts, turn],
    queryFn: async () => {
      const response = await ask('ndjson');
      const isTable = response.headers.get('content-disposition') !== null;
      return isTable ? tableOf(await response.text()) : { failure: messagesOf(await response.json()) };
    },
    // Asked when somebody wants it, and by itself never again: each look at a person's record is logged.
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });
  if (isError) return <p role="alert">{words.unreachable}</p>;
  if (data === undefined || isFetching) return <Loading>{words.running}</Loading>;
  if ('failure' in data) return <p role="alert">{data.failure}</p>;
  return (
    <AnswerTableFigure table={data}>
      <DownloadBar ask={ask} />
    </AnswerTableFigure>
  );
}
