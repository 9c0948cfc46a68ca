interface Props {
  /** 0 to 1; null where it is not told. */
  readonly share: number | null;
  /** That of the city, as a mark on the bar. */
  readonly city: number | null;
}

const width = 120;
const height = 12;

/** A share as a bar, with the city's as a mark. What it says stands beside it. */
export function ShareBar({ share, city }: Props) {
  return (
    <svg className="share-bar" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <rect className="whole" width={width} height={height} rx={3} />
      {share !== null && <rect className="part" width={Math.min(1, share) * width} height={height} rx={3} />}
      {city !== null && <line className="city" x1={city * width} x2={city * width} y1={-1} y2={height + 1} />}
    </svg>
  );
}
