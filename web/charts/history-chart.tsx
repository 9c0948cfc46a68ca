import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useState } from 'react';

import { useWidth } from '../parts/use-width';

export interface HistoryPoint {
  readonly month: string;
  /** null where there was no index. */
  readonly index: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly label: string;
  readonly sentence: string;
}

interface Props {
  readonly label: string;
  readonly points: readonly HistoryPoint[];
  readonly limits: readonly { readonly value: number; readonly name: string }[];
  readonly onChosen: (month: string) => void;
}

const height = 230;
const margin = { top: 10, right: 64, bottom: 26, left: 26 };

/** An index over months with the band it lies in; a month without an index is a gap. */
export function HistoryChart({ label, points, limits, onChosen }: Props) {
  const [place, width] = useWidth<HTMLDivElement>();
  const [told, setTold] = useState<string | null>(null);
  const x = scalePoint(
    points.map(({ month }) => month),
    [margin.left + 8, width - margin.right],
  );
  const y = scaleLinear([0, 10], [height - margin.bottom, margin.top]);
  const across = (point: HistoryPoint): number => x(point.month) ?? 0;
  const band = area<HistoryPoint>()
    .defined(({ low, high }) => low !== null && high !== null)
    .x(across)
    .y0(({ low }) => y(low ?? 0))
    .y1(({ high }) => y(high ?? 0));
  const course = line<HistoryPoint>()
    .defined(({ index }) => index !== null)
    .x(across)
    .y(({ index }) => y(index ?? 0));
  const every = Math.ceil(points.length / Math.max(2, Math.floor(width / 62)));
  return (
    <div ref={place}>
      <svg
        className="picture history"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={label}
      >
        {limits.map(({ value, name }) => (
          <g key={name} className="limit" aria-hidden="true">
            <line x1={margin.left} x2={width - margin.right + 8} y1={y(value)} y2={y(value)} />
            <text x={width - margin.right + 12} y={y(value)}>
              {name}
            </text>
          </g>
        ))}
        {[0, 2, 4, 6, 8, 10].map((tick) => (
          <text key={tick} className="tick" x={margin.left - 6} y={y(tick)} aria-hidden="true">
            {tick}
          </text>
        ))}
        <path className="band" d={band([...points]) ?? ''} />
        <path className="course" d={course([...points]) ?? ''} />
        {points.map((point, at) => (
          <g key={point.month}>
            {(points.length - 1 - at) % every === 0 && (
              <text className="month" x={across(point)} y={height - 8} aria-hidden="true">
                {point.label}
              </text>
            )}
            {point.index !== null && (
              <circle
                className="point"
                cx={across(point)}
                cy={y(point.index)}
                r={4.5}
                role="button"
                tabIndex={0}
                aria-label={point.sentence}
                onFocus={() => setTold(point.sentence)}
                onPointerEnter={() => setTold(point.sentence)}
                onClick={() => onChosen(point.month)}
                onKeyDown={({ key }) => {
                  if (key === 'Enter' || key === ' ') onChosen(point.month);
                }}
              />
            )}
          </g>
        ))}
      </svg>
      <p className="readout" aria-hidden="true">
        {told}
      </p>
    </div>
  );
}
