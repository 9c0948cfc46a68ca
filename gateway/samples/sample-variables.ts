import { ClientError } from '../errors';
import type { ParameterKind, SampleOperation, SampleParameter } from './sample-operation';

/** As the address gives it: a text, or several where a name stands there several times. */
export type GivenParameters = ReadonlyMap<string, readonly string[]>;

/**
 * The variables of a sample operation from the texts of an address. What is empty is left out. Whether a text is one that
 * its scalar or enum takes is checked with all variables, when the operation runs.
 * @throws ClientError BAD_USER_INPUT, with all mistakes.
 */
export function sampleVariables(
  { parameters }: Pick<SampleOperation, 'parameters'>,
  given: GivenParameters,
): Record<string, unknown> {
  const mistakes: string[] = [];
  const variables: Record<string, unknown> = {};
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  for (const name of given.keys()) {
    if (!known.has(name)) mistakes.push(`${JSON.stringify(name.slice(0, longestEcho))} is no parameter.`);
  }
  for (const parameter of parameters) {
    const texts = (given.get(parameter.name) ?? []).filter((text) => text !== '');
    if (texts.length === 0) {
      if (parameter.isRequired) mistakes.push(`${parameter.name} is needed: ${parameter.about.en}`);
      continue;
    }
    const value = valueOf(texts, parameter);
    if (value === undefined) mistakes.push(`${parameter.name} must be ${wanted(parameter)}.`);
    else variables[parameter.name] = value;
  }
  if (mistakes.length > 0) throw new ClientError('BAD_USER_INPUT', 400, [...mistakes, taken(parameters)].join(' '));
  return variables;
}

const longestEcho = 40;

/** undefined for what is none. */
function valueOf(texts: readonly string[], { kind, isList }: SampleParameter): unknown {
  if (isList) {
    const parts = texts.flatMap((text) => text.split(',')).map((part) => part.trim());
    const values = parts.map((part) => readers[kind](part));
    return values.includes(undefined) ? undefined : values;
  }
  return texts.length === 1 ? readers[kind](texts[0] ?? '') : undefined;
}

const readers: Readonly<Record<ParameterKind, (text: string) => unknown>> = {
  text: (text) => text,
  'whole number': (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
  number: (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined),
  'truth value': (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
};

function wanted({ kind, isList }: SampleParameter): string {
  const one = {
    text: 'one text',
    'whole number': 'one whole number',
    number: 'one number',
    'truth value': 'true or false',
  };
  return isList ? `a list of ${kind}s, separated by commas` : one[kind];
}

function taken(parameters: readonly SampleParameter[]): string {
  if (parameters.length === 0) return 'This operation has no parameters.';
  return `The parameters are ${parameters.map(({ name, type }) => `${name} (${type})`).join(', ')}.`;
}
