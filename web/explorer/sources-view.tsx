import { useLanguage } from '../language/language';
import type { AnswerFacts, Source } from './answer';
import { useExplorerWords } from './words/use-words';

/** From whom each part of the answer is, and how new. */
export function SourcesView({ facts }: { readonly facts: AnswerFacts | null }) {
  const { words } = useExplorerWords();
  if (!facts?.sources) return <p className="fine">{words.noSources}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.sourceAgency}</th>
          <th scope="col">{words.sourceFields}</th>
          <th scope="col">{words.sourceAsOf}</th>
          <th scope="col">{words.sourceScopes}</th>
        </tr>
      </thead>
      <tbody>
        {facts.sources.map((source) => (
          <SourceRow key={`${source.subgraph} ${source.at}`} source={source} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ source: { subgraph, agency, at, fields, asOf, stale, scopes, policies } }: { source: Source }) {
  const { words: shared } = useLanguage();
  const { words } = useExplorerWords();
  const names: Readonly<Record<string, string>> = shared.agencies;
  return (
    <tr>
      <th scope="row">{agency === null ? subgraph : (names[agency] ?? agency)}</th>
      <td>
        <code>{fields.map((name) => (at === '' ? name : `${at}.${name}`)).join(', ')}</code>
      </td>
      <td>
        {asOf ?? words.notAsked}
        {stale === true && ` (${words.stale})`}
      </td>
      <td>
        <code>{[...scopes, ...policies].join(', ')}</code>
      </td>
    </tr>
  );
}
