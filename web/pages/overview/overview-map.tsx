import { useMemo } from 'react';

import { classOfValue, isUncertain, type LevelClass } from '../../areas/level-class';
import type { OverviewQuery } from '../../gateway-api/generated/graphql';
import { useLanguage } from '../../language/language';
import type { MapSite } from '../../map/area-cells';
import { AreaMap, type MapArea } from '../../map/area-map';
import { useBoundaries } from '../../map/boundaries';
import { MapLegend } from '../../map/map-legend';
import { tileSites } from '../../map/tile-sites';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { Loading } from '../../parts/notices';
import { useView } from '../../view-state/use-view';
import type { Layer } from '../../view-state/view';
import type { OverviewArea } from './overview-page';

interface Props {
  readonly areas: readonly OverviewArea[];
  readonly villages: OverviewQuery['villages']['nodes'];
  readonly month: string | null;
  readonly question: AskedQuestion;
}

export function OverviewMap({ areas, villages, month, question }: Props) {
  const { words, format } = useLanguage();
  const { view } = useView();
  const { overview, units, sources } = words;
  const sites = useMemo(() => sitesOf(areas, villages), [areas, villages]);
  const told = useTold(view.layer);
  const shapes = useBoundaries();
  const withShape = areas.filter(({ code }) => shapes?.has(code)).length;
  const table = () => ({
    columns: [
      'month',
      'code',
      'name',
      'population',
      'index',
      'low',
      'high',
      'level',
      'level_probability',
      'grade',
      'H',
      'V',
      'C',
    ],
    rows: areas.map(({ code, name, population, stability }) => [
      stability?.month ?? month,
      code,
      name,
      population,
      stability?.index,
      stability?.interval?.low,
      stability?.interval?.high,
      stability?.level,
      stability?.levelProbability,
      stability?.reliability.grade,
      ...(['H', 'V', 'C'] as const).map((id) => dimensionOf(stability, id)),
    ]),
  });
  return (
    <Figure
      className="map-figure"
      title={overview.map}
      provenance={{
        definition: overview.mapDefinition,
        unit: units.index,
        source: sources.index,
        asOf: month === null ? undefined : format.month(month),
      }}
      question={question}
      table={table}
      hasPicture
    >
      {shapes === null ? (
        <Loading />
      ) : (
        <AreaMap label={overview.map} hint={overview.mapHint} areas={areas.map(told)} sites={sites} shapes={shapes} />
      )}
      <MapLegend layer={view.layer} />
      <p className="fine">
        {withShape === 0 ? overview.schematic : withShape < areas.length ? overview.partlySchematic : overview.shapes}
      </p>
    </Figure>
  );
}

/** What the map says of each area, in a layer. */
function useTold(layer: Layer): (area: OverviewArea) => MapArea {
  const { words, format } = useLanguage();
  return ({ code, name, stability }) => {
    const to = { page: 'area', area: code } as const;
    if (layer !== 'level') {
      const value = dimensionOf(stability, layer);
      const sentence = words.overview.readoutDimension(name, words.dimensions[layer], format.index(value));
      return {
        code,
        name,
        shade: classOfValue(value),
        mark: value == null ? '–' : format.index(value),
        isUncertain: false,
        sentence,
        to,
      };
    }
    const shade: LevelClass = stability?.level ?? 'NONE';
    const index = stability?.index;
    const { low, high } = stability?.interval ?? {};
    return {
      code,
      name,
      shade,
      mark:
        index == null
          ? '–'
          : `${format.index(index)} ${shade === 'NONE' ? '' : words.levels[shade].name.charAt(0)}`.trim(),
      isUncertain: stability != null && isUncertain(stability.levelProbability, stability.reliability.grade),
      sentence:
        index == null
          ? `${name}: ${words.states.noIndex}`
          : words.overview.mapReadout(
              name,
              format.index(index),
              `${format.index(low)} – ${format.index(high)}`,
              words.levels[shade].name,
              stability?.reliability.grade ?? '',
            ),
      to,
    };
  };
}

function dimensionOf(stability: OverviewArea['stability'], id: 'H' | 'V' | 'C'): number | null | undefined {
  return stability?.dimensions.find((dimension) => dimension.id === id)?.value;
}

/** Areas are drawn from their villages, which tell their shape; without these from themselves, else as tiles. */
function sitesOf(areas: readonly OverviewArea[], villages: OverviewQuery['villages']['nodes']): MapSite[] {
  const own = areas.flatMap(({ code }) => {
    const inIt = villages.filter((village) => village.code === code || village.code.startsWith(`${code}.`));
    return inIt.flatMap((village) => siteOf(code, village));
  });
  const drawn = new Set(own.map(({ area }) => area));
  if (areas.every(({ code }) => drawn.has(code))) return own;
  const plain = areas.flatMap((area) => siteOf(area.code, area));
  return plain.length === areas.length ? plain : tileSites(areas.map(({ code }) => code));
}

function siteOf(area: string, { centroid, areaKm2 }: Pick<OverviewArea, 'centroid' | 'areaKm2'>): MapSite[] {
  if (!centroid) return [];
  return [{ area, latitude: centroid.latitude, longitude: centroid.longitude, areaKm2: areaKm2 ?? 3 }];
}
