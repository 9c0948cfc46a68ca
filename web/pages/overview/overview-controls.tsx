import { useId } from 'react';

import type { OverviewQuery } from '../../gateway-api/generated/graphql';
import { useLanguage } from '../../language/language';
import { AreaCodeField } from '../../parts/area-code-field';
import { MonthControl } from '../../parts/month-control';
import { useView } from '../../view-state/use-view';
import { type Layer, layers } from '../../view-state/view';
import type { OverviewArea } from './overview-page';

interface Props {
  readonly within: string;
  readonly area: OverviewQuery['area'];
  readonly areas: readonly OverviewArea[];
  readonly newest: string | null;
  readonly onRefresh: () => void;
}

/** Month, area and colours of the overview. */
export function OverviewControls({ within, area, areas, newest, onRefresh }: Props) {
  const { words } = useLanguage();
  const { view, show } = useView();
  const { controls } = words;
  const ids = { within: useId(), layer: useId() };
  const parent = area?.parent ?? null;
  const canZoom = area !== null && area.level !== 'DISTRICT' && area.level !== 'VILLAGE';
  return (
    <div className="controls" role="group" aria-label={controls.label}>
      <MonthControl newest={newest} />
      <div className="field">
        <label htmlFor={ids.within}>{controls.within}</label>
        <select id={ids.within} value={within} onChange={({ target }) => show({ area: target.value })}>
          {parent && <option value={parent.code}>{controls.zoomOut(parent.name)}</option>}
          <option value={within}>{area?.name ?? within}</option>
          {canZoom && areas.map(({ code, name }) => <option key={code} value={code}>{`— ${name}`}</option>)}
        </select>
      </div>
      <div className="field">
        <label htmlFor={ids.layer}>{controls.layer}</label>
        <select
          id={ids.layer}
          value={view.layer}
          onChange={({ target }) => show({ layer: target.value as Layer }, { replace: true })}
        >
          {layers.map((layer) => (
            <option key={layer} value={layer}>
              {controls.layers[layer]}
            </option>
          ))}
        </select>
      </div>
      <AreaCodeField onChosen={(code) => show({ area: code })} />
      <button type="button" className="quiet refresh" onClick={onRefresh}>
        {controls.refresh}
      </button>
    </div>
  );
}
