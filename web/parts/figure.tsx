import { type ReactNode, useId, useRef } from 'react';

import { csvOf, type Table } from '../export/csv';
import { pngFileOf } from '../export/png-file';
import { fileNameOf, saveFile } from '../export/save-file';
import { svgFileOf } from '../export/svg-file';
import { useLanguage } from '../language/language';

/** What a figure is, for those who have to trust it. */
export interface Provenance {
  readonly definition: string;
  readonly unit?: string;
  readonly source: string;
  /** The day or month that it holds for, as written for readers. */
  readonly asOf?: string | undefined;
}

/** The trusted document behind a figure, and what was asked with it. */
export interface AskedQuestion {
  readonly document: { toString(): string };
  readonly variables: object;
}

interface Props {
  readonly title: string;
  readonly provenance: Provenance;
  readonly question: AskedQuestion;
  /** What is shown, as a table for export. */
  readonly table?: (() => Table) | undefined;
  /** True where there is a picture to be saved. */
  readonly hasPicture?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page with its title, what it is, the query behind it, and its exports. */
export function Figure({ title, provenance, question, table, hasPicture = false, className = '', children }: Props) {
  const { words } = useLanguage();
  const heading = useId();
  const place = useRef<HTMLElement>(null);
  const saveTable = (told: Table): void =>
    saveFile(`${fileNameOf(title)}.csv`, new Blob([csvOf(told)], { type: 'text/csv;charset=utf-8' }));
  const savePicture = (): void => {
    const picture = place.current?.querySelector<SVGSVGElement>('svg.picture');
    if (picture) saveFile(`${fileNameOf(title)}.svg`, new Blob([svgFileOf(picture)], { type: 'image/svg+xml' }));
  };
  const savePoints = async (): Promise<void> => {
    const figure = place.current;
    const picture = figure?.querySelector<SVGSVGElement>('svg.picture');
    const points = figure && picture ? await pngFileOf(picture, getComputedStyle(figure).backgroundColor) : null;
    if (points !== null) saveFile(`${fileNameOf(title)}.png`, points);
  };
  return (
    <section ref={place} className={`figure ${className}`} aria-labelledby={heading}>
      <div className="figure-head">
        <h2 id={heading}>{title}</h2>
        <div className="figure-tools">
          <About title={title} provenance={provenance} />
          <Query title={title} question={question} />
          {table && (
            <button
              type="button"
              className="tool"
              aria-label={words.figure.csvLabel(title)}
              onClick={() => saveTable(table())}
            >
              {words.figure.csv}
            </button>
          )}
          {hasPicture && (
            <>
              <button type="button" className="tool" aria-label={words.figure.svgLabel(title)} onClick={savePicture}>
                {words.figure.svg}
              </button>
              <button
                type="button"
                className="tool"
                aria-label={words.figure.pngLabel(title)}
                onClick={() => void savePoints()}
              >
                {words.figure.png}
              </button>
            </>
          )}
        </div>
      </div>
      {children}
    </section>
  );
}

function About({ title, provenance: { definition, unit, source, asOf } }: Pick<Props, 'title' | 'provenance'>) {
  const { words } = useLanguage();
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.figure.definition, definition],
    [words.figure.unit, unit],
    [words.figure.source, source],
    [words.figure.asOf, asOf],
  ];
  return (
    <Pop label={words.figure.aboutLabel(title)} sign="i">
      <dl>
        {rows.map(([term, text]) =>
          text === undefined ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
    </Pop>
  );
}

function Query({ title, question: { document, variables } }: Pick<Props, 'title' | 'question'>) {
  const { words } = useLanguage();
  return (
    <Pop label={words.figure.queryLabel(title)} sign="{ }" isWide>
      <h3>{words.figure.query}</h3>
      <pre tabIndex={0}>{document.toString().trim()}</pre>
      <h3>{words.figure.variables}</h3>
      <pre tabIndex={0}>{JSON.stringify(variables, null, 2)}</pre>
      <p>
        <a href="/explorer">{words.figure.runIt}</a>
      </p>
    </Pop>
  );
}

interface PopProps {
  readonly label: string;
  readonly sign: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** Something that opens above the page by a button, and closes by Escape or a press elsewhere. */
function Pop({ label, sign, isWide = false, children }: PopProps) {
  const { words } = useLanguage();
  const id = useId();
  return (
    <>
      <button type="button" className="tool" popoverTarget={id} aria-label={label}>
        {sign}
      </button>
      <div id={id} popover="auto" role="dialog" aria-label={label} className={isWide ? 'pop wide' : 'pop'}>
        <p className="pop-title">{label}</p>
        {children}
        <button type="button" className="quiet" popoverTarget={id} popoverTargetAction="hide">
          {words.figure.close}
        </button>
      </div>
    </>
  );
}
