import { isAreaCode } from '../areas/area-code';
import type { AreaLevel, StabilityIndicatorId } from '../gateway-api/generated/graphql';

export const pages = ['overview', 'area', 'compare', 'what-if', 'back-test', 'method'] as const;
export type Page = (typeof pages)[number];

export const layers = ['level', 'H', 'V', 'C'] as const;
export type Layer = (typeof layers)[number];

/** What is shown. All of it stands in the address, so that a link shows the same again. */
export interface View {
  readonly page: Page;
  /** The area shown; in the overview the one whose parts are shown. */
  readonly area: string;
  /** null for the newest. */
  readonly month: string | null;
  /** null for the language that the browser asks for. */
  readonly language: 'en' | 'id' | null;
  readonly layer: Layer;
  /** Areas compared, the first one being what the others are compared with. */
  readonly compared: readonly string[];
  /** What the newest month's change is told against. */
  readonly against: 'MONTH' | 'CITY';
  /** The alert whose follow-up is shown; null for none. */
  readonly alert: string | null;
  /** The level of the areas that a back-test scores; null for those directly within. */
  readonly level: AreaLevel | null;
  /** Figures of the area and month that are supposed to be others. */
  readonly supposed: readonly Supposed[];
}

export type Supposed = readonly [indicator: StabilityIndicatorId, value: number];

/** Another view: what was supposed is about one area and month, and goes with them. */
export function changedView(view: View, change: Partial<View>): View {
  const next = { ...view, ...change };
  const isElsewhere = next.area !== view.area || next.month !== view.month;
  return isElsewhere && change.supposed === undefined ? { ...next, supposed: [] } : next;
}

/** What a demonstration is about; elsewhere the address says it. */
export const firstArea = '31.75';

/** Reads an address; what cannot be read is as if it were not there. */
export function readView(pathname: string, search: string): View {
  const asked = new URLSearchParams(search);
  const area = asked.get('area') ?? '';
  const month = asked.get('month') ?? '';
  const alert = asked.get('alert') ?? '';
  return {
    page: pages.find((page) => pathOf(page) === pathname) ?? 'overview',
    area: isAreaCode(area) ? area : firstArea,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null,
    language: oneOf(['en', 'id'] as const, asked.get('language')),
    layer: oneOf(layers, asked.get('layer')) ?? 'level',
    compared: [...new Set((asked.get('compare') ?? '').split(',').filter(isAreaCode))].slice(0, 20),
    against: oneOf(['MONTH', 'CITY'] as const, asked.get('against')) ?? 'MONTH',
    level: oneOf(['CITY', 'DISTRICT', 'VILLAGE'] as const, asked.get('level')),
    supposed: readSupposed(asked.get('suppose') ?? ''),
    alert: /^[\d.]{2,13}@\d{4}-\d{2}-[A-Z]+$/.test(alert) ? alert : null,
  };
}

/** The address of a view; what is as usual is left out. */
export function addressOf({
  page,
  area,
  month,
  language,
  layer,
  compared,
  against,
  alert,
  level,
  supposed,
}: View): string {
  const asked = new URLSearchParams();
  if (area !== firstArea) asked.set('area', area);
  if (month !== null) asked.set('month', month);
  if (language !== null) asked.set('language', language);
  if (layer !== 'level') asked.set('layer', layer);
  if (compared.length > 0) asked.set('compare', compared.join(','));
  if (against !== 'MONTH') asked.set('against', against);
  if (alert !== null) asked.set('alert', alert);
  if (level !== null) asked.set('level', level);
  if (supposed.length > 0) asked.set('suppose', supposed.map(([id, value]) => `${id}:${value}`).join(','));
  const search = asked.toString().replaceAll('%2C', ',').replaceAll('%40', '@').replaceAll('%3A', ':');
  return search === '' ? pathOf(page) : `${pathOf(page)}?${search}`;
}

function readSupposed(text: string): Supposed[] {
  const values = new Map<StabilityIndicatorId, number>();
  for (const [, id, value] of text.matchAll(/(?:^|,)([HVC][1-4]):(\d{1,9})(?=,|$)/g)) {
    values.set(id as StabilityIndicatorId, Number(value));
  }
  return [...values];
}

function pathOf(page: Page): string {
  return page === 'overview' ? '/' : `/${page}`;
}

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}
