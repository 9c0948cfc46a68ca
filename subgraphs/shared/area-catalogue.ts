import { type AreaCode, type AreaLevel, areaLevelOf, areaLevels, isWithin, parentOf } from './area-code';
import { nameKey, nameKeys, presentName } from './area-name';

/** One area of Indonesia. Rows stay unfrozen: @apollo/subgraph tags what a resolver returns with __typename. */
export interface AreaRow {
  readonly code: AreaCode;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parentCode: AreaCode | null;
}

/** All provinces, cities, districts and villages of Indonesia. Every list is sorted by code. */
export interface AreaCatalogue {
  readonly size: number;
  readonly get: (code: AreaCode) => AreaRow | null;
  readonly has: (code: AreaCode) => boolean;
  readonly childrenOf: (code: AreaCode) => readonly AreaRow[];
  /** The codes of one level in an area, the area itself included; null is the whole country. */
  readonly within: (code: AreaCode | null, level: AreaLevel) => readonly AreaCode[];
  /** Every area a name may mean, whatever its spacing, capitals and common misspelling; narrowed to an area if given. */
  readonly findByName: (name: string, withinCode?: AreaCode) => readonly AreaRow[];
}

let loading: Promise<AreaCatalogue> | undefined;

/** The catalogue of this process, read when first asked for. */
export function loadAreaCatalogue(): Promise<AreaCatalogue> {
  return (loading ??= readRows().then(createAreaCatalogue));
}

async function readRows(): Promise<AreaRow[]> {
  // idn-area-data is an ES module, which a CommonJS program can only import while it runs.
  const data = await import('idn-area-data');
  const read = await Promise.all([data.getProvinces(), data.getRegencies(), data.getDistricts(), data.getVillages()]);
  return read.flatMap((rows, index) => rows.map(({ code, name }) => toRow(code, name, areaLevels[index] ?? 'VILLAGE')));
}

function toRow(code: AreaCode, name: string, level: AreaLevel): AreaRow {
  return { code, name: presentName(name, level), level, parentCode: parentOf(code) };
}

/** A catalogue of the given rows, in any order. */
export function createAreaCatalogue(rows: readonly AreaRow[]): AreaCatalogue {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const codesByLevel = groupCodesByLevel(rows);
  const findByKey = createNameIndex(rows);
  const rowsOf = (codes: readonly AreaCode[]) => codes.flatMap((code) => byCode.get(code) ?? []);
  const within = (code: AreaCode | null, level: AreaLevel) =>
    code === null ? codesByLevel[level] : sliceWithin(codesByLevel[level], code);
  return {
    size: byCode.size,
    get: (code) => byCode.get(code) ?? null,
    has: (code) => byCode.has(code),
    within,
    childrenOf: (code) => rowsOf(byCode.has(code) ? childCodes(code, within) : []),
    findByName: (name, withinCode) =>
      rowsOf(findByKey(nameKey(name)).filter((code) => withinCode === undefined || isWithin(code, withinCode))),
  };
}

function childCodes(code: AreaCode, within: AreaCatalogue['within']): readonly AreaCode[] {
  const level = areaLevels[areaLevels.indexOf(areaLevelOf(code)) + 1];
  return level === undefined ? [] : within(code, level);
}

function groupCodesByLevel(rows: readonly AreaRow[]): Record<AreaLevel, AreaCode[]> {
  const groups: Record<AreaLevel, AreaCode[]> = { PROVINCE: [], CITY: [], DISTRICT: [], VILLAGE: [] };
  for (const { code, level } of rows) groups[level].push(code);
  for (const codes of Object.values(groups)) codes.sort(compareText);
  return groups;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

// Codes of one level are equally long, so those in an area stand together, between "31.75" and "31.75/" ("/" follows ".").
function sliceWithin(sorted: readonly AreaCode[], code: AreaCode): readonly AreaCode[] {
  return sorted.slice(firstAtOrAfter(sorted, code), firstAtOrAfter(sorted, `${code}/`));
}

function firstAtOrAfter(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Only importers ask by name, so the index is made when the first of them does.
function createNameIndex(rows: readonly AreaRow[]): (key: string) => readonly AreaCode[] {
  let index: Map<string, AreaCode[]> | undefined;
  return (key) => (index ??= indexNames(rows)).get(key) ?? [];
}

function indexNames(rows: readonly AreaRow[]): Map<string, AreaCode[]> {
  const index = new Map<string, AreaCode[]>();
  for (const { code, name, level } of rows) {
    for (const key of nameKeys(code, name, level)) {
      const codes = index.get(key);
      if (codes) codes.push(code);
      else index.set(key, [code]);
    }
  }
  for (const codes of index.values()) codes.sort(compareText);
  index.delete('');
  return index;
}
