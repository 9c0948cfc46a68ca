import { scaleLinear } from 'd3-scale';

interface Props {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly shade: string;
}

const width = 150;
const height = 18;
const limits = [3.5, 5, 6.5];

/** An index on 0 to 10 with its interval; the lines are the limits of the levels. What it says stands beside it. */
export function IntervalBar({ value, low, high, shade }: Props) {
  const x = scaleLinear([0, 10], [3, width - 3]);
  return (
    <svg className="interval-bar" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <line className="axis" x1={x(0)} x2={x(10)} y1={height / 2} y2={height / 2} />
      {limits.map((limit) => (
        <line key={limit} className="limit" x1={x(limit)} x2={x(limit)} y1={2} y2={height - 2} />
      ))}
      <rect
        className={`span shade-${shade.toLowerCase()}`}
        x={x(low)}
        width={x(high) - x(low)}
        y={height / 2 - 4}
        height={8}
        rx={4}
      />
      <circle className="value" cx={x(value)} cy={height / 2} r={4} />
    </svg>
  );
}
