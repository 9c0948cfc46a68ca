import type { AreaCode } from '../shared/area-code';
import type { Day } from '../shared/calendar';

/**
 * What the index needs to know of an area beside its name. Built in are East Jakarta's; others are imported.
 * - `population`: residents registered with Dukcapil at the end of 2024, as Satu Data Jakarta tabulates them; the
 *   villages sum to the city's figure in Kepmendagri 300.2.2-2430/2025. Daytime population is another matter.
 * - `areaKm2`: that population divided by the density of the same table; the official total of the Geospatial
 *   Information Agency (BIG) for the city is 185.538 km2.
 * - `centroid`: of the village's boundary polygon in cahyadsn/wilayah_boundaries; for a district and the city the mean
 *   of its villages' centroids weighted by area.
 */
export interface AreaFigures {
  readonly population: number;
  readonly areaKm2: number | null;
  readonly centroid: { readonly latitude: number; readonly longitude: number } | null;
  /** The day up to which they hold. */
  readonly asOf: Day;
  /** Who published them, and what of them is estimated or invented. */
  readonly source: string;
}

/** The built-in figures of an area, or null where there are none: outside East Jakarta. */
export function figuresOf(code: AreaCode): AreaFigures | null {
  return figures.get(code) ?? null;
}

/** The 76 areas that have built-in figures, the city first, then each district before its villages. */
export function areasWithFigures(): readonly AreaCode[] {
  return [...figures.keys()];
}

/** Where the figures come from, for the NOTICE file. */
export const areaFigureSources: readonly AreaFigureSource[] = Object.freeze([
  {
    name: 'Satu Data Jakarta, by way of jakarta_population_density.csv in dzakwanalifi/YELP-BI-2025 (commit 819ae28)',
    what: 'population by village; area as population divided by density',
    licence: 'MIT (the repository, by its README)',
    date: 'end of 2024',
  },
  {
    name: 'Kepmendagri 300.2.2-2430/2025',
    what: 'population of the city, against which the villages are summed',
    licence: 'public decree',
    date: 'December 2024 (Dukcapil, second half-year)',
  },
  {
    name: 'cahyadsn/wilayah_boundaries (commit 3c5a796)',
    what: 'centroids of village boundaries',
    licence: 'MIT',
    date: 'undated; taken at the commit named',
  },
]);

export interface AreaFigureSource {
  readonly name: string;
  readonly what: string;
  readonly licence: string;
  readonly date: string;
}

const builtIn = {
  asOf: '2024-12-31',
  source:
    'Satu Data Jakarta, residents at the end of 2024; area estimated as residents divided by density; centroid of cahyadsn/wilayah_boundaries',
};

type FigureRow = readonly [code: AreaCode, population: number, areaKm2: number, latitude: number, longitude: number];

const figureRows: readonly FigureRow[] = [
  ['31.75', 3_230_417, 185.072, -6.25496, 106.90069],
  ['31.75.01', 182_981, 4.858, -6.20362, 106.86453],
  ['31.75.01.1001', 37_915, 0.722, -6.2117, 106.86898],
  ['31.75.01.1002', 33_223, 0.995, -6.19551, 106.86827],
  ['31.75.01.1003', 29_712, 0.546, -6.2027, 106.86221],
  ['31.75.01.1004', 22_842, 0.65, -6.20362, 106.85897],
  ['31.75.01.1005', 19_200, 0.78, -6.20728, 106.85535],
  ['31.75.01.1006', 40_089, 1.165, -6.2035, 106.86893],
  ['31.75.02', 297_922, 14.905, -6.1932, 106.889],
  ['31.75.02.1001', 41_446, 1.766, -6.18299, 106.8989],
  ['31.75.02.1002', 49_023, 1.804, -6.20858, 106.88013],
  ['31.75.02.1003', 46_203, 1.5, -6.20756, 106.89126],
  ['31.75.02.1004', 29_617, 1.295, -6.20235, 106.90146],
  ['31.75.02.1005', 44_412, 2.628, -6.19591, 106.88245],
  ['31.75.02.1006', 48_576, 3.839, -6.1794, 106.88369],
  ['31.75.02.1007', 38_645, 2.072, -6.19453, 106.89703],
  ['31.75.03', 318_819, 10.346, -6.2273, 106.87742],
  ['31.75.03.1001', 31_776, 0.482, -6.21739, 106.86128],
  ['31.75.03.1002', 43_202, 1.244, -6.23537, 106.86695],
  ['31.75.03.1003', 10_940, 0.673, -6.21955, 106.86637],
  ['31.75.03.1004', 25_939, 0.843, -6.21996, 106.87133],
  ['31.75.03.1005', 38_095, 1.604, -6.23661, 106.87347],
  ['31.75.03.1006', 67_566, 2.668, -6.22612, 106.88922],
  ['31.75.03.1007', 44_343, 1.702, -6.22977, 106.88084],
  ['31.75.03.1008', 56_958, 1.131, -6.21863, 106.87959],
  ['31.75.04', 317_427, 13.071, -6.27631, 106.86544],
  ['31.75.04.1001', 41_145, 1.515, -6.27411, 106.87071],
  ['31.75.04.1002', 56_737, 1.949, -6.28962, 106.86663],
  ['31.75.04.1003', 31_264, 1.725, -6.29589, 106.87778],
  ['31.75.04.1004', 61_552, 2.538, -6.2791, 106.86105],
  ['31.75.04.1005', 37_951, 1.689, -6.2816, 106.85277],
  ['31.75.04.1006', 50_233, 1.77, -6.26249, 106.86444],
  ['31.75.04.1007', 38_545, 1.886, -6.25088, 106.8669],
  ['31.75.05', 236_387, 12.472, -6.32642, 106.85726],
  ['31.75.05.1001', 44_090, 2.451, -6.30148, 106.85997],
  ['31.75.05.1002', 30_098, 2.08, -6.32393, 106.84721],
  ['31.75.05.1003', 51_539, 2.411, -6.32157, 106.85888],
  ['31.75.05.1004', 55_613, 2.563, -6.33538, 106.85304],
  ['31.75.05.1005', 55_047, 2.967, -6.34495, 106.86439],
  ['31.75.06', 582_327, 41.264, -6.18848, 106.94085],
  ['31.75.06.1001', 103_672, 6.517, -6.20345, 106.91605],
  ['31.75.06.1002', 29_327, 4.118, -6.18447, 106.92045],
  ['31.75.06.1003', 130_904, 4.415, -6.20484, 106.93484],
  ['31.75.06.1004', 77_485, 9.068, -6.171, 106.95533],
  ['31.75.06.1005', 128_187, 6.628, -6.20501, 106.95296],
  ['31.75.06.1006', 39_406, 4.378, -6.18628, 106.96335],
  ['31.75.06.1007', 73_346, 6.14, -6.17305, 106.93469],
  ['31.75.07', 445_443, 22.072, -6.2325, 106.92056],
  ['31.75.07.1001', 76_714, 4.65, -6.23328, 106.91572],
  ['31.75.07.1002', 76_143, 4.065, -6.23485, 106.90088],
  ['31.75.07.1003', 87_459, 3.011, -6.21851, 106.90814],
  ['31.75.07.1004', 92_893, 5.719, -6.24342, 106.93189],
  ['31.75.07.1005', 32_296, 1.319, -6.22384, 106.92843],
  ['31.75.07.1006', 35_350, 1.051, -6.22337, 106.93486],
  ['31.75.07.1007', 44_588, 2.258, -6.22696, 106.94255],
  ['31.75.08', 221_367, 21.52, -6.26631, 106.89111],
  ['31.75.08.1001', 42_475, 1.459, -6.27577, 106.87703],
  ['31.75.08.1002', 35_635, 2.291, -6.29169, 106.88497],
  ['31.75.08.1003', 56_966, 2.289, -6.25571, 106.87783],
  ['31.75.08.1004', 34_157, 12.942, -6.26591, 106.89325],
  ['31.75.08.1005', 52_134, 2.538, -6.24956, 106.90583],
  ['31.75.09', 320_779, 16.845, -6.3339, 106.8784],
  ['31.75.09.1001', 82_183, 4.042, -6.32606, 106.87532],
  ['31.75.09.1002', 84_649, 4.944, -6.35738, 106.88232],
  ['31.75.09.1003', 60_156, 3.363, -6.34113, 106.88297],
  ['31.75.09.1004', 47_114, 2.18, -6.31248, 106.86884],
  ['31.75.09.1005', 46_677, 2.316, -6.3071, 106.87775],
  ['31.75.10', 306_965, 27.719, -6.32534, 106.90356],
  ['31.75.10.1001', 33_980, 2.472, -6.32906, 106.8939],
  ['31.75.10.1002', 37_235, 5.583, -6.33359, 106.90887],
  ['31.75.10.1003', 35_248, 4.72, -6.35539, 106.90685],
  ['31.75.10.1004', 31_890, 2.047, -6.34781, 106.89568],
  ['31.75.10.1005', 27_649, 2.837, -6.31304, 106.91481],
  ['31.75.10.1006', 34_155, 3.53, -6.31242, 106.90231],
  ['31.75.10.1007', 82_864, 3.608, -6.29392, 106.90353],
  ['31.75.10.1008', 23_944, 2.922, -6.30849, 106.89239],
];

const figures: ReadonlyMap<AreaCode, AreaFigures> = new Map(figureRows.map((row) => [row[0], toFigures(row)]));

function toFigures([, population, areaKm2, latitude, longitude]: FigureRow): AreaFigures {
  return Object.freeze({ population, areaKm2, centroid: Object.freeze({ latitude, longitude }), ...builtIn });
}
