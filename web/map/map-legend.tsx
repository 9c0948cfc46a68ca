import { levelClasses } from '../areas/level-class';
import { useLanguage } from '../language/language';
import type { Layer } from '../view-state/view';

/** What the colours, letters and stripes of a map stand for. */
export function MapLegend({ layer }: { readonly layer: Layer }) {
  const { words } = useLanguage();
  const limits = { NORMAL: '0 – 3.5', WASPADA: '3.5 – 5', SIAGA: '5 – 6.5', AWAS: '6.5 – 10', NONE: '' } as const;
  return (
    <ul className="legend" aria-label={layer === 'level' ? words.overview.legend : words.dimensions[layer]}>
      {levelClasses.map((level) => (
        <li key={level}>
          <span className={`swatch shade-${level.toLowerCase()}`} aria-hidden="true" />
          {layer === 'level' || level === 'NONE' ? (
            <span>
              <b>{words.levels[level].name}</b> <small>{words.levels[level].means}</small>
            </span>
          ) : (
            <span>{limits[level]}</span>
          )}
        </li>
      ))}
      {layer === 'level' && (
        <li>
          <span className="swatch swatch-stripes" aria-hidden="true" />
          <span>{words.overview.legendUncertain}</span>
        </li>
      )}
    </ul>
  );
}
