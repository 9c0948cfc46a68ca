import type { Sample, SampleParameter } from './samples';

/** What is written in the fields of a sample's parameters, by their names; '' for what is left out. */
export type ParameterTexts = Readonly<Record<string, string>>;

/** What an address says of a sample's parameters; what it does not say is left out. */
export function textsIn(search: string, { parameters }: Sample): ParameterTexts {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(parameters.map(({ name }) => [name, asked.getAll(name).join(',')]));
}

/** The part of an address after `?`, with what is written. */
export function searchOf(texts: ParameterTexts): string {
  return new URLSearchParams(Object.entries(texts).filter(([, text]) => text !== '')).toString().replaceAll('%2C', ',');
}

/** How a default is written in a field. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The variables as JSON. A text that is no value of its parameter stays a text: the gateway says what is wrong with it. */
export function variablesText({ parameters }: Sample, texts: ParameterTexts): string {
  const given = parameters.flatMap((parameter): [string, unknown][] => {
    const text = texts[parameter.name] ?? '';
    if (text !== '') return [[parameter.name, valueOf(text, parameter)]];
    return parameter.fallback === undefined ? [] : [[parameter.name, parameter.fallback]];
  });
  return given.length === 0 ? '' : JSON.stringify(Object.fromEntries(given), null, 2);
}

function valueOf(text: string, { kind, isList }: SampleParameter): unknown {
  if (isList) return text.split(',').map((part) => single(part.trim(), kind));
  return single(text, kind);
}

function single(text: string, kind: SampleParameter['kind']): unknown {
  if (kind === 'text') return text;
  if (kind === 'truth value') return text === 'true' || text === 'false' ? text === 'true' : text;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}
