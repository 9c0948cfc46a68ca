import { useId, useMemo, useState } from 'react';

import type { LevelClass } from '../areas/level-class';
import { useWidth } from '../parts/use-width';
import { useView } from '../view-state/use-view';
import type { View } from '../view-state/view';
import { useFollow } from '../view-state/view-link';
import { type AreaCell, areaCells, type MapSite } from './area-cells';
import { AreaLabel } from './area-label';
import type { Shape } from './boundaries';
import { pathOf, pathOfEdges } from './polygon';

/** What the map says of an area. */
export interface MapArea {
  readonly code: string;
  readonly name: string;
  readonly shade: LevelClass;
  /** Beneath the name: a number and, so that colour is not alone, a sign of the level. */
  readonly mark: string;
  readonly isUncertain: boolean;
  /** The whole of it, as a sentence. */
  readonly sentence: string;
  readonly to: Partial<View>;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly areas: readonly MapArea[];
  readonly sites: readonly MapSite[];
  readonly shapes: ReadonlyMap<string, Shape>;
}

/** A map of areas, each a link that says what is known of it when it is pointed at or reached by keyboard. */
export function AreaMap({ label, hint, areas, sites, shapes }: Props) {
  const [place, width] = useWidth<HTMLDivElement>();
  const stripes = useId();
  const [told, setTold] = useState<string | null>(null);
  const shape = useMemo(() => areaCells(sites, width, 6, shapes), [sites, width, shapes]);
  const byCode = useMemo(() => new Map(areas.map((area) => [area.code, area])), [areas]);
  const cells = shape.cells.flatMap((cell) => {
    const area = byCode.get(cell.area);
    return area === undefined ? [] : [{ cell, area }];
  });
  return (
    <div ref={place} className="area-map">
      <svg
        className="picture"
        width={width}
        height={shape.height}
        viewBox={`0 0 ${width} ${shape.height}`}
        role="group"
        aria-label={label}
        onPointerLeave={() => setTold(null)}
      >
        <defs>
          <pattern id={stripes} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line className="stripe" x1="0" y1="0" x2="0" y2="7" />
          </pattern>
        </defs>
        {cells.map(({ cell, area }) => (
          <AreaShape key={area.code} area={area} cell={cell} stripes={stripes} onTell={setTold} />
        ))}
        {cells.map(({ cell, area }) => (
          <AreaLabel key={area.code} name={area.name} mark={area.mark} cell={cell} isNarrow={width < 420} />
        ))}
      </svg>
      <p className="readout" aria-hidden="true">
        {byCode.get(told ?? '')?.sentence ?? hint}
      </p>
    </div>
  );
}

interface ShapeProps {
  readonly area: MapArea;
  readonly cell: AreaCell;
  readonly stripes: string;
  readonly onTell: (code: string) => void;
}

function AreaShape({ area, cell, stripes, onTell }: ShapeProps) {
  const { addressOf } = useView();
  const follow = useFollow(area.to);
  const path = pathOf(cell.polygons);
  return (
    <a
      href={addressOf(area.to)}
      className={`area shade-${area.shade.toLowerCase()}`}
      aria-label={area.sentence}
      data-area={area.code}
      onClick={follow}
      onFocus={() => onTell(area.code)}
      onPointerEnter={() => onTell(area.code)}
    >
      <path className="ground" d={path} fillRule="evenodd" />
      {area.isUncertain && <path className="stripes" d={path} fillRule="evenodd" fill={`url(#${stripes})`} />}
      <path className="border" d={pathOfEdges(cell.border)} />
    </a>
  );
}
