import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DocumentNode, Kind, parse, type TypeNode, visit } from 'graphql';
import ts from 'typescript';

import { projectRoot } from '../../common/project-root';
import { subgraphNames } from '../../common/subgraph-names';
import { sdlFile } from '../../schema/compose';
import { severityWeights } from '../../subgraphs/security/incident-rules';
import { incidentChanges } from '../../subgraphs/security/security-signals';
import { shelterRelations } from '../../subgraphs/security/security-vocabulary';
import { cellsOf } from '../../subgraphs/stability/assessment/signal-cells';
import { assessArea } from '../../subgraphs/stability/method/assess-area';
import { methodInForce } from '../../subgraphs/stability/method/method-version';
import { goldenPlace } from '../subgraphs/stability/method/golden/golden';

/**
 * What never enters the index: nationality, origin, religion, ethnicity, sex, status of a person, numbers of foreigners,
 * enforcement, votes. Looked for in three ways: by name in schemas and code, by what the method reads when it runs, and
 * by the list of all numbers that the agencies send.
 */
const stems =
  /^(national|citizen|kewarga|countr|origin|ethnic|etni|racial|tribe|relig|agama|faith|gender|kelamin|female|foreign|expat|migrant|immigrant|refugee|pengungsi|asylum|suaka|stateless|overstay|deport|detain|detent|detensi|criminal|protest)/;
const words = new Set([
  'asing',
  'male',
  'males',
  'nation',
  'party',
  'race',
  'ras',
  'sex',
  'suku',
  'tak',
  'vote',
  'votes',
  'wna',
]);
const personStatus = /(asylum|legal|person|permit|refugee|residen\w*|stay)_?status/i;

/** The names among these that say something of who people are. */
function forbidden(names: readonly string[]): string[] {
  return names.filter((name) => {
    const parts = name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/);
    return personStatus.test(name) || parts.some((part) => stems.test(part) || words.has(part));
  });
}

/** Every identifier and every text of a source file; comments are left out. */
function namesIn(source: string, withTexts = true): string[] {
  const names: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.push(node.text);
    if (withTexts && (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node))) names.push(node.text);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile('method.ts', source, ts.ScriptTarget.Latest));
  return names;
}

const stability = join(projectRoot, 'subgraphs', 'stability');
const files = ['method', 'assessment'].flatMap((folder) =>
  readdirSync(join(stability, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
);
// Sentences for people, which may say what the index is not about.
const isProse = (file: string): boolean => /^method\/words\/(english|indonesian)\.ts$/.test(file);

describe('the code of the risk method', () => {
  it.each(files)('names nothing of who people are in %s', (file) => {
    const source = readFileSync(join(stability, file), 'utf8');
    expect(forbidden(namesIn(source, !isProse(file)))).toEqual([]);
  });

  it.each(readdirSync(join(stability, 'method', 'versions')))('declares nothing of it in %s', (file) => {
    const names: string[] = [];
    JSON.parse(readFileSync(join(stability, 'method', 'versions', file), 'utf8'), (key, value: unknown) => {
      names.push(key, ...(typeof value === 'string' && key !== 'about' ? [value] : []));
      return value;
    });
    expect(names.length).toBeGreaterThan(100);
    expect(forbidden(names)).toEqual([]);
  });

  it.each([
    'const nationality = area.cells.V1;',
    "const share = cell['originCountry'];",
    'const { foreigners } = city;',
    'weigh(area.jumlahWNA);',
    "const column = name('refugees');",
    'const column = `stay_permits_${foreign}`;',
    'if (person.legalStatus === 1) risk += 1;',
    'const byReligion = 1;',
    'const share = males / persons;',
    'const pengungsi = 3;',
    "input.takCount = deportations['2024-10'];",
  ])('would be caught with %s', (planted) => {
    expect(forbidden(namesIn(planted))).not.toEqual([]);
  });

  it('may say in a comment what it leaves out', () => {
    expect(forbidden(namesIn('// nationality is no input\nconst index = 1; /* nor religion */'))).toEqual([]);
  });
});

/** Runs something on a value and tells the path of everything that was read of it. */
function readsOf<Value extends object>(value: Value, run: (recorded: Value) => unknown): string[] {
  const reads = new Set<string>();
  const record = <Part extends object>(part: Part, path: string): Part =>
    new Proxy(part, {
      get: (target, key) => {
        const inner: unknown = Reflect.get(target, key);
        if (typeof key === 'string') reads.add(`${path}${key}`);
        return typeof inner === 'object' && inner !== null ? record(inner, `${path}${String(key)}.`) : inner;
      },
      has: (target, key) => {
        reads.add(`${path}${String(key)}`);
        return Reflect.has(target, key);
      },
      ownKeys: (target) => {
        reads.add(`${path}*`);
        return Reflect.ownKeys(target);
      },
    });
  run(record(value, ''));
  return [...reads].sort();
}

const figure =
  /^(period|population|cells|ageMonths|(cells|ageMonths)\.[HVC][1-4]|cells\.[HVC][1-4]\.(w|n|x|value|pooled))$/;

describe('the risk method, when it runs', () => {
  const { area, city } = goldenPlace('31.75.06@2024-10');

  it('reads period, population, cells and their age, and no more, of an area and of its city', () => {
    const read = [
      ...readsOf(area, (recorded) => assessArea(recorded, city)),
      ...readsOf(city, (recorded) => assessArea(area, recorded)),
    ];
    expect(read.length).toBeGreaterThan(40);
    expect(read.filter((path) => !figure.test(path))).toEqual([]);
  });

  it('would be caught reading anything else, or all there is', () => {
    const others = (run: (recorded: any) => unknown): string[] =>
      readsOf(area, run).filter((path) => !figure.test(path));
    expect(others((recorded) => recorded.nationality)).toEqual(['nationality']);
    expect(others((recorded) => recorded.cells.V1.byOrigin)).toEqual(['cells.V1.byOrigin']);
    expect(others((recorded) => ({ ...recorded.cells.V1 }))).toContain('cells.V1.*');
  });

  it('is not moved by a peaceful protest, which brings nothing to any figure', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2024-10-${String(number).padStart(2, '0')}`);
    const lawful = fc.record({
      severity: fc.constant('S0' as const),
      shelterRelation: fc.constantFrom(...shelterRelations),
      occurredOn: day,
      reportedOn: day,
      closedOn: fc.option(day, { nil: null }),
    });
    fc.assert(fc.property(lawful, (event) => expect(incidentChanges(event)).toEqual([])));
  });

  it('weighs incidents as the agency that counts them does', () => {
    expect(methodInForce.severityWeights).toEqual(severityWeights);
  });
});

const numbers = {
  PermitInputs: ['applications', 'applicationsPastStandard', 'lodgings', 'lodgingsNotReporting'],
  ProtectionInputs: [
    ...['children', 'childrenOutOfSchool', 'documentsLapsed', 'needsUnassisted'],
    ...['persons', 'personsWithNeeds', 'precariousShelter', 'shelteredPersons'],
  ],
  SecurityInputs: [
    ...['agedIncidents', 'flaggedPollingStations', 'incidentWeight', 'incidents', 'incidentsStillOpen'],
    ...['pollingStations', 'shelterIncidentWeight', 'shelterIncidents', 'tensionReports'],
  ],
};
const ofCity = (name: string): string => `city${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const known = Object.entries(numbers).flatMap(([type, names]) =>
  names.flatMap((name) => [`${type}.${name}`, `${type}.${ofCity(name)}`]),
);

/** The fields of the types that agencies hand to the index. */
function inputsIn(document: DocumentNode): { field: string; isNumber: boolean }[] {
  const found: { field: string; isNumber: boolean }[] = [];
  visit(document, {
    ObjectTypeDefinition: ({ name, fields }) => {
      if (!name.value.endsWith('Inputs')) return;
      for (const field of fields ?? [])
        found.push({
          field: `${name.value}.${field.name.value}`,
          isNumber: ['Int', 'Float', 'ID', 'String'].includes(namedType(field.type)),
        });
    },
  });
  return found;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** What a computed field of the stability subgraph requires of others, and what a client may give it. */
function asksIn(document: DocumentNode): string[] {
  const names: string[] = [];
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== 'requires') return;
      for (const { value } of given ?? []) if (value.kind === Kind.STRING) names.push(...value.value.split(/[^\w]+/));
    },
    InputValueDefinition: ({ name, type }) => void names.push(name.value, namedType(type)),
  });
  return names;
}

const schemas = subgraphNames.map((name) => [name, parse(readFileSync(sdlFile(name), 'utf8'))] as const);

describe('the schemas', () => {
  it('hand to the index these numbers and no others', () => {
    const sent = schemas.flatMap(([, document]) => inputsIn(document).filter(({ isNumber }) => isNumber));
    expect([...new Set(sent.map(({ field }) => field))].sort()).toEqual([...known].sort());
  });

  it.each(schemas)('of %s name nothing of who people are among the inputs of the index', (_, document) => {
    expect(forbidden(inputsIn(document).map(({ field }) => field.split('.')[1] ?? ''))).toEqual([]);
  });

  it('of stability ask nothing of it, neither of other agencies nor of a client', () => {
    const document = parse(readFileSync(sdlFile('stability'), 'utf8'));
    expect(asksIn(document)).toContain('documentsLapsed');
    expect(forbidden(asksIn(document))).toEqual([]);
  });

  it.each([
    'type PermitInputs { foreigners: [Int!]! }',
    'type ProtectionInputs { cityRefugees: [Int!]! }',
    'type SecurityInputs { incidentsByNationality: [Int!]! }',
  ])('would be caught with %s', (planted) => {
    const [{ field, isNumber } = { field: '', isNumber: false }] = inputsIn(parse(planted));
    expect(isNumber && !known.includes(field)).toBe(true);
    expect(forbidden([field.split('.')[1] ?? ''])).not.toEqual([]);
  });

  it.each([
    'type Area { stability: Int @requires(fields: "permitInputs { overstays }") }',
    'type Area { stabilityIf(shareOfForeigners: Float): Int }',
    'input StabilityChange { religion: String }',
  ])('would be caught with %s', (planted) => {
    expect(forbidden(asksIn(parse(planted)))).not.toEqual([]);
  });
});

describe('the cells of the index', () => {
  it('are made of these columns and no others', () => {
    const read = new Set<string>();
    const columns: any = new Proxy(
      { months: ['2024-10'] },
      {
        get: (target: any, name: string) => {
          if (name in target) return target[name];
          read.add(name);
          return [1];
        },
      },
    );
    cellsOf({ permitInputs: columns, protectionInputs: columns, securityInputs: columns }, '2024-10', 30);
    expect([...read].sort()).toEqual(known.map((field) => field.split('.')[1]).sort());
  });
});
