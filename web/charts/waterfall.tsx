import { scaleLinear } from 'd3-scale';
import { useState } from 'react';

import { useWidth } from '../parts/use-width';

export interface WaterfallBar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** What is told of it when it is pointed at or reached by keyboard. */
  readonly sentence: string;
}

interface Props {
  readonly label: string;
  readonly from: { readonly label: string; readonly value: number };
  readonly to: { readonly label: string; readonly value: number };
  readonly bars: readonly WaterfallBar[];
  readonly write: (value: number) => string;
  readonly writeTotal: (value: number) => string;
}

const rowHeight = 26;
const barHeight = 14;

/** How one index becomes another: each bar begins where the one before ended. */
export function Waterfall({ label, from, to, bars, write, writeTotal }: Props) {
  const [place, width] = useWidth<HTMLDivElement>();
  const [told, setTold] = useState<string | null>(null);
  const labelWidth = Math.min(210, width * 0.42);
  const ends = endsOf(from.value, bars);
  const values = [from.value, to.value, ...ends];
  const x = scaleLinear(
    [Math.max(0, Math.min(...values) - 0.15), Math.max(...values) + 0.1],
    [labelWidth + 4, width - 52],
  );
  const height = (bars.length + 2) * rowHeight;
  return (
    <div ref={place}>
      <svg
        className="picture waterfall"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="list"
        aria-label={label}
      >
        <TotalRow {...from} y={0} x={x} write={writeTotal} />
        {bars.map((bar, index) => {
          const [start, end] = [ends[index] ?? 0, ends[index + 1] ?? 0];
          const [left, right] = [x(Math.min(start, end)), x(Math.max(start, end))];
          const y = (index + 1) * rowHeight;
          return (
            <g
              key={bar.key}
              className={bar.value > 0 ? 'bar raises' : 'bar lowers'}
              role="listitem"
              tabIndex={0}
              aria-label={bar.sentence}
              onFocus={() => setTold(bar.sentence)}
              onPointerEnter={() => setTold(bar.sentence)}
            >
              <rect className="hit" x={0} y={y} width={width} height={rowHeight} />
              <text className="bar-label" x={labelWidth} y={y + rowHeight / 2}>
                {shortened(bar.label, labelWidth)}
              </text>
              <rect
                x={left}
                y={y + (rowHeight - barHeight) / 2}
                width={Math.max(1, right - left)}
                height={barHeight}
                rx={2}
              />
              <line className="step-line" x1={x(end)} x2={x(end)} y1={y + rowHeight / 2} y2={y + rowHeight * 1.5} />
              <text className="bar-value" x={right + 5} y={y + rowHeight / 2}>
                {write(bar.value)}
              </text>
            </g>
          );
        })}
        <TotalRow {...to} y={(bars.length + 1) * rowHeight} x={x} write={writeTotal} />
      </svg>
      <p className="readout" aria-hidden="true">
        {told}
      </p>
    </div>
  );
}

interface TotalProps {
  readonly label: string;
  readonly value: number;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly write: (value: number) => string;
}

function TotalRow({ label, value, y, x, write }: TotalProps) {
  const middle = y + rowHeight / 2;
  return (
    <g className="total" role="listitem" aria-label={`${label}: ${write(value)}`}>
      <text className="total-label" x={0} y={middle}>
        {label}
      </text>
      <circle cx={x(value)} cy={middle} r={5} />
      <text className="bar-value" x={x(value) + 9} y={middle}>
        {write(value)}
      </text>
    </g>
  );
}

function endsOf(from: number, bars: readonly WaterfallBar[]): number[] {
  const ends = [from];
  for (const { value } of bars) ends.push((ends.at(-1) ?? from) + value);
  return ends;
}

/** What there is room for, at some 6.6 units a letter. */
function shortened(text: string, width: number): string {
  const room = Math.floor(width / 6.6);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}
