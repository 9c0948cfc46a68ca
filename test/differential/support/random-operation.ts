import {
  type DocumentNode,
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  parse,
  validate,
} from 'graphql';

import type { Random } from './random';

export interface RandomOperation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
}

/** Aliases that could be taken for other fields' data, and harmless ones. */
const aliases = [
  'id',
  'name',
  'price',
  'title',
  'email',
  'friends',
  'constructor',
  'toString',
  '__proto__',
  'a',
  'b',
  'c',
];
const variableNames = ['representations', 'v', 'w', 'x', 'y', 'z', 'first', 'id', 'k', 'l', 'm', 'n'];

/** A random valid operation, the same for the same random numbers. `defer` is how likely a fragment is deferred. */
export function randomOperation(schema: GraphQLSchema, random: Random, { defer = 0 } = {}): RandomOperation {
  for (;;) {
    const writer = new OperationWriter(schema, random, defer);
    const text = writer.write();
    const document = parse(text, { noLocation: true });
    if (validate(schema, document, undefined, { maxErrors: 1 }).length === 0) {
      return { text, document, variables: writer.values };
    }
  }
}

class OperationWriter {
  readonly values: Record<string, unknown> = {};
  private readonly definitions: string[] = [];
  private readonly fragments: { name: string; on: string; text: string }[] = [];
  private readonly conditions: string[] = [];
  private labels = 0;
  /** How many selections may still be written. */
  private left = 22;
  /** What each response name of a place stands for, so that few operations are written that are not valid. */
  private readonly taken = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly defer: number,
  ) {}

  write(): string {
    const query = this.schema.getQueryType();
    if (!query) throw new Error('No query type.');
    const body = this.selections(query, 5, '');
    const variables = this.definitions.length === 0 ? '' : `(${this.definitions.join(', ')})`;
    const fragments = this.fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`);
    return [`query Q${variables} ${body}`, ...fragments].join('\n');
  }

  private selections(type: GraphQLCompositeType, depth: number, place: string): string {
    const count = this.left > 0 ? 1 + this.random.below(5) : 1;
    this.left -= count;
    const each = Array.from({ length: count }, () => this.selection(type, depth, place));
    return `{ ${each.join(' ')} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number, place: string): string {
    const kind = this.random.below(100);
    if (isUnionType(type) ? kind < 85 : kind < (isAbstractType(type) ? 40 : 14))
      return this.fragment(type, depth, place);
    if (isUnionType(type) || kind > 93) return `${this.named('__typename', '', 0.3, place).text}${this.condition()}`;
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    );
    return fields.length === 0 ? '__typename' : this.field(this.random.pick(fields), depth, place);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, place: string): string {
    const named = getNamedType(field.type);
    const args = field.args.flatMap((arg) => this.argument(arg)).join(', ');
    const { text, key } = this.named(field.name, args === '' ? '' : `(${args})`, args === '' ? 0.15 : 0.5, place);
    const below = isCompositeType(named) ? ` ${this.selections(named, depth - 1, `${place}.${key}`)}` : '';
    return `${text}${this.condition()}${below}`;
  }

  /** A field under a response name that mostly stands for nothing else at its place. */
  private named(name: string, args: string, likelihood: number, place: string): { text: string; key: string } {
    const field = `${name}${args}`;
    let key = this.random.chance(likelihood) ? this.random.pick(aliases) : name;
    const known = this.taken.get(`${place} ${key}`);
    if (known !== undefined && known !== field && this.random.chance(0.9)) key = `n${this.taken.size}`;
    this.taken.set(`${place} ${key}`, field);
    return { text: key === name ? field : `${key}: ${field}`, key };
  }

  private fragment(type: GraphQLCompositeType, depth: number, place: string): string {
    const fitting = Object.values(this.schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isCompositeType(other) && !other.name.startsWith('__') && this.overlap(type, other),
    );
    const on = this.random.chance(0.2) ? type : this.random.pick(fitting);
    const known = this.fragments.filter(({ on: name }) => fitting.some((other) => other.name === name));
    if (known.length > 0 && this.random.chance(0.15)) {
      return `...${this.random.pick(known).name}${this.fragmentCondition()}`;
    }
    const isNamed = this.random.chance(0.3);
    const text = this.selections(on, Math.max(0, depth - 1), place);
    if (isNamed) {
      const name = `F${this.fragments.length}`;
      this.fragments.push({ name, on: on.name, text });
      return `...${name}${this.fragmentCondition()}`;
    }
    return on === type && this.random.chance(0.5)
      ? `...${this.fragmentCondition()} ${text}`
      : `... on ${on.name}${this.fragmentCondition()} ${text}`;
  }

  private overlap(one: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    const typesOf = (type: GraphQLCompositeType) =>
      isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    return typesOf(one).some((type) => typesOf(other).includes(type));
  }

  private condition(): string {
    if (!this.random.chance(0.12)) return '';
    const one = (): string => `@${this.random.pick(['skip', 'include'])}(if: ${this.booleanText()})`;
    if (this.random.chance(0.8)) return ` ${one()}`;
    return ` @skip(if: ${this.booleanText()}) @include(if: ${this.booleanText()})`;
  }

  private fragmentCondition(): string {
    const condition = this.condition();
    if (this.defer === 0 || !this.random.chance(this.defer)) return condition;
    this.labels += 1;
    const label = this.random.chance(0.5) ? [`label: "l${this.labels}"`] : [];
    const holds = this.random.chance(0.15) ? [`if: ${this.booleanText()}`] : [];
    const args = [...label, ...holds].join(', ');
    return `${condition} @defer${args === '' ? '' : `(${args})`}`;
  }

  private booleanText(): string {
    if (this.random.chance(0.3)) return String(this.random.chance(0.5));
    if (this.conditions.length > 0 && this.random.chance(0.5)) return this.random.pick(this.conditions);
    const name = this.variable('Boolean!', this.random.chance(0.5));
    this.conditions.push(name);
    return name;
  }

  private argument(arg: GraphQLArgument): string[] {
    if (!isNonNullType(arg.type) && this.random.chance(0.4)) return [];
    const value = this.value(arg.type);
    const text = this.random.chance(0.4) ? this.variable(String(arg.type), value) : this.literal(value, arg.type);
    return [`${arg.name}: ${text}`];
  }

  private variable(type: string, value: unknown): string {
    const name = variableNames[this.definitions.length] ?? `v${this.definitions.length}`;
    const isOptional = !type.endsWith('!');
    this.definitions.push(`$${name}: ${type}`);
    if (!isOptional || !this.random.chance(0.15)) this.values[name] = value;
    return `$${name}`;
  }

  private value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.presentValue(type.ofType);
    return this.random.chance(0.1) ? null : this.presentValue(type);
  }

  private presentValue(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.presentValue(type.ofType);
    if (isListType(type)) return Array.from({ length: this.random.below(4) }, () => this.value(type.ofType));
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const present = Object.values(type.getFields()).filter(() => this.random.chance(0.6));
      return Object.fromEntries(present.map((field) => [field.name, this.value(field.type)]));
    }
    if (type.name === 'Boolean') return this.random.chance(0.5);
    if (type.name === 'Int') return this.random.below(4);
    return this.random.pick(['1', '2', '3', '4', 'b1', 'g1', 'g3', 'nobody']);
  }

  private literal(value: unknown, type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.literal(value, type.ofType);
    if (value === null) return 'null';
    if (isListType(type)) return `[${(value as unknown[]).map((item) => this.literal(item, type.ofType)).join(', ')}]`;
    if (isEnumType(type)) return value as string;
    if (isInputObjectType(type)) {
      const fields = type.getFields();
      const texts = Object.entries(value as object).map(
        ([name, each]) => `${name}: ${this.literal(each, fields[name]?.type ?? type)}`,
      );
      return `{ ${texts.join(', ')} }`;
    }
    return JSON.stringify(value);
  }
}
