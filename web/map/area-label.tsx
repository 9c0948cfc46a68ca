import type { AreaCell } from './area-cells';

interface Props {
  readonly name: string;
  readonly mark: string;
  readonly cell: AreaCell;
  /** Where there is little room each word has its line. */
  readonly isNarrow: boolean;
}

/** The name of an area in its middle, a word a line where it is long, and its mark beneath. */
export function AreaLabel({ name, mark, cell, isNarrow }: Props) {
  const [x, y] = cell.centre;
  const lines = isNarrow ? name.split(' ') : linesOf(name);
  const lineHeight = isNarrow ? 12 : 14;
  const top = y - (lines.length * lineHeight) / 2 + 4;
  return (
    <g className={isNarrow ? 'area-label narrow' : 'area-label'} aria-hidden="true">
      {lines.map((line, index) => (
        <text key={line} x={x} y={top + index * lineHeight}>
          {line}
        </text>
      ))}
      <text className="mark" x={x} y={top + lines.length * lineHeight + 2}>
        {mark}
      </text>
    </g>
  );
}

function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 10) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
