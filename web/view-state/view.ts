import { isAreaCode } from '../areas/area-code';

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
    alert: /^[\d.]{2,13}@\d{4}-\d{2}-[A-Z]+$/.test(alert) ? alert : null,
  };
}

/** The address of a view; what is as usual is left out. */
export function addressOf({ page, area, month, language, layer, compared, against, alert }: View): string {
  const asked = new URLSearchParams();
  if (area !== firstArea) asked.set('area', area);
  if (month !== null) asked.set('month', month);
  if (language !== null) asked.set('language', language);
  if (layer !== 'level') asked.set('layer', layer);
  if (compared.length > 0) asked.set('compare', compared.join(','));
  if (against !== 'MONTH') asked.set('against', against);
  if (alert !== null) asked.set('alert', alert);
  const search = asked.toString().replaceAll('%2C', ',').replaceAll('%40', '@');
  return search === '' ? pathOf(page) : `${pathOf(page)}?${search}`;
}

function pathOf(page: Page): string {
  return page === 'overview' ? '/' : `/${page}`;
}

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}
