import { GraphQLScalarType, Kind } from 'graphql';

import { parseAreaCode } from './area-code';
import { isDay, isMonth } from './calendar';
import { badInput } from './subgraph-errors';

/** A scalar that is text with a form; anything else is refused with what the form is. */
function textScalar(name: string, check: (text: string) => string): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw badInput(`${name} must be a string.`);
    return check(value);
  };
  return new GraphQLScalarType({
    name,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
    serialize: (value) => value,
  });
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 40));

export const scalars = {
  AreaCode: textScalar('AreaCode', (text) => {
    const parsed = parseAreaCode(text);
    if (!parsed.ok) throw badInput(`AreaCode: ${parsed.reason}.`);
    return parsed.code;
  }),
  Month: textScalar('Month', (text) => {
    if (!isMonth(text)) throw badInput(`Month ${shown(text)} must be a calendar month such as "2024-10".`);
    return text;
  }),
  Date: textScalar('Date', (text) => {
    if (!isDay(text)) throw badInput(`Date ${shown(text)} must be a calendar day such as "2024-10-17".`);
    return text;
  }),
};

export const dateTimeScalar = textScalar('DateTime', (text) => {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw badInput(`DateTime ${shown(text)} must be an instant in UTC such as "2024-10-17T08:00:00Z".`);
  }
  return text;
});
