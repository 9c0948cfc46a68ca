import { scaleLinear, scaleSqrt } from 'd3-scale';
import { useState } from 'react';

import { useWidth } from '../parts/use-width';

export interface CalibrationPoint {
  /** What was said on average, 0 to 1. */
  readonly said: number;
  /** How often it happened, 0 to 1, and where that lies. */
  readonly happened: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly sentence: string;
}

interface Props {
  readonly label: string;
  readonly points: readonly CalibrationPoint[];
  readonly across: string;
  readonly up: string;
  readonly diagonal: string;
  readonly write: (share: number) => string;
}

const height = 340;
const margin = { top: 12, right: 16, bottom: 44, left: 58 };
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** What was said against what happened; on the diagonal both are the same. A larger point stands for more forecasts. */
export function CalibrationPlot({ label, points, across, up, diagonal, write }: Props) {
  const [place, width] = useWidth<HTMLDivElement>();
  const [told, setTold] = useState<string | null>(null);
  const x = scaleLinear([0, 1], [margin.left, width - margin.right]);
  const y = scaleLinear([0, 1], [height - margin.bottom, margin.top]);
  const radius = scaleSqrt([0, Math.max(1, ...points.map(({ count }) => count))], [3, 9]);
  return (
    <div ref={place}>
      <svg
        className="picture calibration"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="list"
        aria-label={label}
      >
        <g aria-hidden="true">
          {ticks.map((tick) => (
            <g key={tick}>
              <line className="grid" x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
              <text className="tick up" x={x(0) - 8} y={y(tick)}>
                {write(tick)}
              </text>
              <text className="tick across" x={x(tick)} y={y(0) + 16}>
                {write(tick)}
              </text>
            </g>
          ))}
          <line className="diagonal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
          <text className="tick diagonal-name" x={x(0.97)} y={y(0.86)}>
            {diagonal}
          </text>
          <text className="tick across" x={x(0.5)} y={height - 6}>
            {across}
          </text>
          <text className="tick axis-up" x={x(0) + 8} y={margin.top + 6}>
            {up}
          </text>
        </g>
        {points.map((point) => (
          <g
            key={point.said}
            className="calibrated"
            role="listitem"
            tabIndex={0}
            aria-label={point.sentence}
            onFocus={() => setTold(point.sentence)}
            onPointerEnter={() => setTold(point.sentence)}
          >
            <line x1={x(point.said)} x2={x(point.said)} y1={y(point.low)} y2={y(point.high)} />
            <line x1={x(point.said) - 4} x2={x(point.said) + 4} y1={y(point.low)} y2={y(point.low)} />
            <line x1={x(point.said) - 4} x2={x(point.said) + 4} y1={y(point.high)} y2={y(point.high)} />
            <circle cx={x(point.said)} cy={y(point.happened)} r={radius(point.count)} />
          </g>
        ))}
      </svg>
      <p className="readout" aria-hidden="true">
        {told}
      </p>
    </div>
  );
}
