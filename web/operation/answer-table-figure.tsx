import type { ReactNode } from 'react';

import { useExplorerWords } from '../explorer/words/use-words';
import { useLanguage } from '../language/language';
import type { AnswerTable, Cell } from './answer-table';

const mostRows = 500;

interface Props {
  readonly table: AnswerTable;
  readonly children: ReactNode;
}

/** The rows of an answer, what is missing in it, and what the gateway says about it. */
export function AnswerTableFigure({ table: { columns, rows, about, incomplete }, children }: Props) {
  const { words } = useExplorerWords();
  const { format } = useLanguage();
  const [shown, all] = [Math.min(rows.length, mostRows), rows.length].map((count) => format.count(count));
  return (
    <section className="figure" aria-label={words.answer}>
      <div className="figure-head">
        <p className="quiet-text" role="status">
          {rows.length === 0
            ? words.empty
            : rows.length > mostRows
              ? words.rowsShown(shown ?? '', all ?? '')
              : words.rowCount(all ?? '')}
        </p>
        {children}
      </div>
      {incomplete.length > 0 && (
        <div className="hint" role="note">
          <strong>{words.incomplete}</strong>
          <ul>
            {incomplete.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {rows.length > 0 && (
        <div className="answer-table" role="region" aria-label={words.table} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, mostRows).map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <td key={columns[at]} className={typeof cell === 'number' ? 'number' : undefined}>
                      {textOf(cell, format.count)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <details>
        <summary>{words.about}</summary>
        <dl className="table-about" lang="en">
          {about.map(([name, text], index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function textOf(cell: Cell, count: (value: number) => string): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? count(cell) : String(cell);
}
