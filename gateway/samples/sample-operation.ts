import {
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  parse,
  print,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';

import { ToldError } from '../../common/told-error';

/** A text in the languages of the pages. */
export interface Told {
  readonly en: string;
  readonly id: string;
}

/** A variable of a sample operation. */
export interface SampleParameter {
  readonly name: string;
  /** As GraphQL writes it, such as `AreaCode!`. */
  readonly type: string;
  /** How a text becomes a value of the type: a list's parts are separated by commas. */
  readonly kind: ParameterKind;
  readonly isList: boolean;
  readonly isRequired: boolean;
  /** The operation's own default, as JSON; undefined where it has none. */
  readonly fallback?: unknown;
  readonly about: Told;
}

export type ParameterKind = 'text' | 'whole number' | 'number' | 'truth value';

/** An operation that is offered by name: a file with a comment on what it is, and the operation. */
export interface SampleOperation {
  readonly name: string;
  readonly kind: OperationTypeNode;
  readonly title: Told;
  readonly about: Told;
  /** The personas of a demonstration that it is for; `anybody` where nobody has to sign in. */
  readonly for: readonly string[];
  /** The purpose that it has to be asked for; null where it tells of no person. */
  readonly purpose: string | null;
  /** The list whose entries are the rows when it is asked for as a table; null where there is one list. */
  readonly rows: string | null;
  readonly parameters: readonly SampleParameter[];
  /** The operation, without the comment on what it is. */
  readonly text: string;
}

/** What the address of an operation says beside its variables. */
export const reservedNames = ['sample', 'language', 'format', 'rows', 'header', 'bom'];

/**
 * Reads the text of a file: lines `# key: value` and then one operation. The keys are `title`, `about` and `$variable` for
 * each variable, each again with ` (id)` in Indonesian, `for`, and where they are needed `purpose` and `rows`.
 * @throws ToldError with the first mistake.
 */
export function readSample(name: string, file: string): SampleOperation {
  const mistake = (message: string): ToldError => new ToldError(`examples/operations/${name}.graphql: ${message}`);
  const { notes, text } = partsOf(file);
  const operation = operationIn(text, mistake);
  const variables = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const known = ['title', 'about', ...variables.map((each) => `$${each}`)];
  const keys = [...known.flatMap((key) => [key, `${key} (id)`]), 'for'];
  for (const key of keys) if (!notes.get(key)) throw mistake(`say "# ${key}: ..." above the operation.`);
  const others = [...notes.keys()].filter((key) => ![...keys, 'purpose', 'rows'].includes(key));
  if (others.length > 0) throw mistake(`nothing is known of ${others.join(', ')}; the keys are ${keys.join(', ')}.`);
  const reserved = variables.filter((each) => reservedNames.includes(each));
  if (reserved.length > 0)
    throw mistake(`call the variable ${reserved.join(', ')} otherwise: an address uses the name.`);
  const told = (key: string): Told => ({ en: notes.get(key) ?? '', id: notes.get(`${key} (id)`) ?? '' });
  return {
    name,
    kind: operation.operation,
    title: told('title'),
    about: told('about'),
    for: (notes.get('for') ?? '').split(',').map((each) => each.trim()),
    purpose: notes.get('purpose') ?? null,
    rows: notes.get('rows') ?? null,
    parameters: (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
      name: variable.name.value,
      type: print(type),
      ...kindOf(type),
      isRequired: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
      ...(defaultValue !== undefined && { fallback: valueFromASTUntyped(defaultValue) }),
      about: told(`$${variable.name.value}`),
    })),
    text,
  };
}

const note = /^# (\$?\w+(?: \(id\))?): (.+)$/;

/** Notes end with the first line that is none. */
function partsOf(file: string): { readonly notes: ReadonlyMap<string, string>; readonly text: string } {
  const lines = file.split(/\r?\n/);
  const end = lines.findIndex((line) => !note.test(line));
  const notes = lines.slice(0, end).map((line): [string, string] => {
    const [, key = '', value = ''] = note.exec(line) ?? [];
    return [key, value.trim()];
  });
  return { notes: new Map(notes), text: lines.slice(end).join('\n') };
}

function operationIn(text: string, mistake: (message: string) => ToldError): OperationDefinitionNode {
  try {
    const operations = parse(text).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    const [operation, ...more] = operations;
    if (operation !== undefined && more.length === 0) return operation;
  } catch (error) {
    throw mistake(error instanceof Error ? error.message : 'it is no GraphQL.');
  }
  throw mistake('it holds none or several operations; keep one in each file.');
}

const kinds: Readonly<Record<string, ParameterKind>> = {
  Int: 'whole number',
  Float: 'number',
  Boolean: 'truth value',
};

function kindOf(type: TypeNode): Pick<SampleParameter, 'kind' | 'isList'> {
  if (type.kind === Kind.NON_NULL_TYPE) return kindOf(type.type);
  if (type.kind === Kind.LIST_TYPE) return { ...kindOf(type.type), isList: true };
  return { kind: kinds[type.name.value] ?? 'text', isList: false };
}
