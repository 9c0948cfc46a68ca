import { useLanguage } from '../language/language';
import type { AnswerFacts } from './answer';
import { useExplorerWords } from './words/use-words';

const most = 200;

/** Why values of the answer are null, by their places. */
export function NullsView({ facts }: { readonly facts: AnswerFacts | null }) {
  const { words } = useExplorerWords();
  const { format } = useLanguage();
  if (facts === null) return <p className="fine">{words.nothingYet}</p>;
  if (facts.nulls.length === 0) return <p className="fine">{words.noNulls}</p>;
  return (
    <>
      <p className="fine">{words.nullsLead}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.nullPlace}</th>
            <th scope="col">{words.nullReason}</th>
          </tr>
        </thead>
        <tbody>
          {facts.nulls.slice(0, most).map(([place, reason]) => (
            <tr key={place}>
              <td>
                <code>{place}</code>
              </td>
              <td>{words.reasons[reason] ?? reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {facts.nulls.length > most && <p className="fine">{words.moreNulls(format.count(facts.nulls.length - most))}</p>}
    </>
  );
}
