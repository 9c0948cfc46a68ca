import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../common/project-root';

/**
 * Who may import whom: for each place, the places it may import beside itself. A place is a folder or one file, the
 * longest that fits; what is not listed is a mistake. The same table is drawn in docs/architecture.md.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  common: [],
  'schema/compose.ts': ['common'],
  store: ['common'],
  registry: [
    'common',
    'gateway/authorise',
    'gateway/cost',
    'gateway/plan/feature-names.ts',
    'gateway/plan/join-directives.ts',
    'subgraphs/shared/connect-mongo.ts',
    'subgraphs/shared/canonical-json.ts',
    'subgraphs/shared/filter.ts',
    'subgraphs/shared/model.ts',
  ],
  'gateway/main.ts': ['common', 'gateway/config.ts', 'gateway/gateway.ts'],
  'gateway/gateway.ts': [
    'common',
    'gateway/audit/create-audit-log.ts',
    'gateway/auth',
    'gateway/authorise',
    'gateway/config.ts',
    'gateway/cost',
    'gateway/execute',
    'gateway/generations.ts',
    'gateway/observe',
    'gateway/hold-weaker.ts',
    'gateway/watch-supergraph.ts',
    'gateway/http',
    'gateway/pipeline.ts',
    'gateway/plan',
    'gateway/remembered-runs.ts',
    'gateway/respond',
    'gateway/transport',
    'gateway/trusted-documents',
    'gateway/validate',
  ],
  'gateway/check-documents.ts': ['common', 'gateway/plan', 'gateway/trusted-documents', 'gateway/validate'],
  'gateway/generations.ts': ['gateway/plan', 'gateway/transport'],
  'gateway/hold-weaker.ts': ['common', 'gateway/authorise', 'gateway/plan'],
  'gateway/watch-supergraph.ts': [],
  'gateway/cost': ['gateway/auth', 'gateway/errors.ts', 'gateway/plan'],
  'gateway/authorise': ['common', 'gateway/auth', 'gateway/plan'],
  'gateway/pipeline.ts': [
    'common',
    'gateway/audit',
    'gateway/auth',
    'gateway/authorise',
    'gateway/cost',
    'gateway/transport',
    'gateway/errors.ts',
    'gateway/execute',
    'gateway/explain',
    'gateway/plan',
    'gateway/remembered-runs.ts',
    'gateway/shape',
  ],
  'gateway/remembered-runs.ts': ['gateway/execute', 'gateway/plan', 'gateway/transport'],
  'gateway/config.ts': [
    'common',
    'gateway/audit/audit-settings.ts',
    'gateway/auth/auth-settings.ts',
    'gateway/boundaries-file.ts',
    'gateway/transport/host-pattern.ts',
    'gateway/trusted-documents/document-mode.ts',
  ],
  'gateway/boundaries-file.ts': ['common'],
  'gateway/audit': ['common', 'gateway/errors.ts'],
  'gateway/auth': ['common', 'gateway/errors.ts'],
  'gateway/errors.ts': [],
  'gateway/http': [
    'common',
    'gateway/auth',
    'gateway/boundaries-file.ts',
    'gateway/config.ts',
    'gateway/cost',
    'gateway/errors.ts',
    'gateway/execute',
    'gateway/explain',
    'gateway/formats',
    'gateway/pipeline.ts',
    'gateway/plan',
    'gateway/respond',
    'gateway/samples',
    'gateway/transport',
    'gateway/trusted-documents',
    'gateway/validate',
  ],
  // Operations offered by name.
  'gateway/samples': ['common', 'gateway/errors.ts'],
  // What is told of a plan and of an answer; nothing is run.
  'gateway/explain': ['common', 'gateway/authorise', 'gateway/cost', 'gateway/errors.ts', 'gateway/plan'],
  'gateway/formats': ['common', 'gateway/errors.ts', 'gateway/explain'],
  'gateway/plan': ['common', 'gateway/authorise', 'gateway/cost', 'gateway/errors.ts'],
  'gateway/trusted-documents': ['common', 'gateway/auth', 'gateway/errors.ts', 'gateway/validate'],
  // What was prepared is run; the subgraphs are handed in.
  'gateway/execute': ['gateway/plan', 'gateway/transport'],
  'gateway/shape': ['gateway/execute', 'gateway/plan'],
  'gateway/observe': ['common'],
  'gateway/respond': ['common', 'gateway/errors.ts', 'gateway/execute'],
  'gateway/validate': ['gateway/errors.ts'],
  'gateway/transport': ['common', 'gateway/errors.ts'],
  'subgraphs/shared': ['common'],
  'subgraphs/permits': ['common', 'subgraphs/shared'],
  'subgraphs/refugees': ['common', 'subgraphs/shared'],
  'subgraphs/security': ['common', 'subgraphs/shared'],
  'subgraphs/stability': ['common', 'subgraphs/shared'],
  // The method is arithmetic: it knows neither GraphQL nor a database.
  'subgraphs/stability/method': [
    'common',
    'subgraphs/shared/area-code.ts',
    'subgraphs/shared/calendar.ts',
    'subgraphs/stability/stability-vocabulary.ts',
  ],
  'subgraphs/import': ['common', 'subgraphs/shared', 'subgraphs/all-subgraphs.ts', 'subgraphs/config.ts'],
  'subgraphs/demonstration': ['common', 'subgraphs/shared', 'subgraphs/stability/area-figures.ts'],
  'subgraphs/sync': [
    'common',
    'subgraphs/import',
    'subgraphs/shared',
    'subgraphs/all-subgraphs.ts',
    'subgraphs/config.ts',
  ],
  // Exports are asked of the gateway: they know no database.
  'subgraphs/export': ['common', 'subgraphs/shared', 'subgraphs/all-subgraphs.ts'],
  // So are explanations and back-tests: as any client asks.
  'subgraphs/risk': ['common', 'subgraphs/export', 'subgraphs/shared', 'subgraphs/stability/method'],
  'subgraphs/quality': ['common', 'subgraphs/shared', 'subgraphs/all-subgraphs.ts'],
  subgraphs: [
    'common',
    'subgraphs/demonstration',
    'subgraphs/shared',
    'subgraphs/permits',
    'subgraphs/refugees',
    'subgraphs/security',
    'subgraphs/stability',
  ],
  // Subgraphs are looked at from outside: the kit knows nothing of ours.
  conform: ['common', 'schema/compose.ts'],
  // The command line puts the parts together by their entries; it reaches into none of them.
  cli: [
    'common',
    'registry/main.ts',
    'conform/main.ts',
    'schema/compose.ts',
    'store/main.ts',
    'gateway/main.ts',
    'gateway/audit/inspect.ts',
    'gateway/auth/demonstration-key.ts',
    'gateway/auth/personas.ts',
    'gateway/check-documents.ts',
    'gateway/config.ts',
    'subgraphs/assess.ts',
    'subgraphs/config.ts',
    'subgraphs/export/main.ts',
    'subgraphs/import/main.ts',
    'subgraphs/main.ts',
    'subgraphs/quality/main.ts',
    'subgraphs/risk/main.ts',
    'subgraphs/rollup.ts',
    'subgraphs/seed.ts',
    'subgraphs/shared/calendar.ts',
    'subgraphs/sync/main.ts',
    'subgraphs/stability/method/assessment-file.ts',
    'subgraphs/stability/method/backtest',
    'subgraphs/stability/method/explain/explain-file.ts',
    'subgraphs/stability/method/method-version.ts',
    'subgraphs/stability/method/risk-method.ts',
    'subgraphs/stability/method/robustness/robustness.ts',
    'subgraphs/stability/method/words/words.ts',
  ],
};

/** The one door of each outside package that carries weight: only these places may import it. */
const doors: Readonly<Record<string, readonly string[]>> = {
  '@apollo/server': ['gateway/http', 'subgraphs/shared/serve-subgraph.ts'],
  // The reference, in tests and benchmarks only.
  '@apollo/gateway': [],
  '@apollo/query-planner': ['gateway/plan/planner-core.ts'],
  '@apollo/federation-internals': ['gateway/plan/planner-core.ts', 'registry/compose/api-of.ts'],
  '@apollo/composition': ['registry/compose/compose-texts.ts', 'schema/compose.ts'],
  '@apollo/subgraph': ['subgraphs/shared/serve-subgraph.ts', 'subgraphs/shared/subgraph-definition.ts'],
  mongoose: ['subgraphs', 'gateway/audit/mongo-copy.ts', 'registry/record'],
  dataloader: ['subgraphs/shared'],
  bson: ['store'],
  'idn-area-data': ['subgraphs/shared/area-catalogue.ts'],
  commander: ['cli'],
  '@fastify/cors': ['gateway/http'],
  'cli-progress': ['cli'],
  'csv-parse': ['subgraphs/import'],
  saxes: ['subgraphs/import/xlsx/xml.ts'],
  yaml: ['registry/check/proposal-step.ts', 'registry/compose/read-config.ts'],
  '@graphql-inspector/core': ['registry/check/api-changes.ts'],
  yazl: ['gateway/formats/xlsx-table.ts'],
  yauzl: ['subgraphs/import/xlsx/archive.ts'],
  jose: ['gateway/auth'],
  negotiator: ['gateway/http'],
  undici: ['gateway/transport'],
  cockatiel: ['gateway/transport/circuit-breaker.ts'],
  fastify: ['gateway/http', 'subgraphs/shared/serve-subgraph.ts', 'subgraphs/shared/signed-requests.ts'],
};

const sourceFolders = ['common', 'schema', 'store', 'registry', 'gateway', 'subgraphs', 'conform', 'cli'];
const files = sourceFolders.flatMap((folder) => typescriptFiles(folder));
const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

describe('who may import whom', () => {
  it('holds for every import between our own files', () => {
    const own = imports.filter(({ target }) => target.startsWith('.'));
    expect(own.length).toBeGreaterThan(100);
    const mistakes = own
      .map(({ file, target }) => ({ file, imported: resolveImport(file, target) }))
      .filter(({ file, imported }) => !allowed(file, imported))
      .map(({ file, imported }) => `${file} must not import ${imported}`);
    expect(mistakes).toEqual([]);
  });

  it('lets each outside package in by its own door', () => {
    const mistakes = imports
      .filter(({ target }) => !target.startsWith('.') && !target.startsWith('node:'))
      .map(({ file, target }) => ({ file, name: packageName(target) }))
      .filter(({ file, name }) => doors[name]?.some((door) => isIn(file, door)) === false)
      .map(({ file, name }) => `${file} must not import ${name}`);
    expect(mistakes).toEqual([]);
  });

  it('names a rule for every source file', () => {
    expect(files.filter((file) => ruleFor(file) === undefined)).toEqual([]);
  });
});

/** Arithmetic that the pages do as the command does: it reads no file and asks nobody. */
const arithmeticOfPages = [
  'subgraphs/stability/method/backtest/backtest',
  'subgraphs/stability/method/backtest/forecast-scores',
  'subgraphs/stability/method/backtest/outcomes',
  'subgraphs/stability/method/risk-method',
  'subgraphs/stability/method/versions/asri-1.json',
];

describe('the pages', () => {
  it('import nothing of ours but themselves and the arithmetic of the back-test', () => {
    const pages = readdirSync(join(projectRoot, 'web'), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|js)$/.test(entry.name))
      .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)));
    expect(pages.length).toBeGreaterThan(30);
    const others = pages.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => normalize(join(dirname(file), target)))
        .filter((place) => !place.startsWith('web/') && !arithmeticOfPages.includes(place))
        .map((place) => `${file} must not import ${place}`),
    );
    expect(others).toEqual([]);
  });
});

describe('what only some places may do', () => {
  it('reads the environment only where a process starts', () => {
    const entries = ['cli/', 'gateway/main.ts'];
    const readers = files.filter(
      (file) => code(file).includes('process.env') && !entries.some((entry) => file.startsWith(entry)),
    );
    expect(readers).toEqual([]);
  });

  it('builds query operators of the subgraphs only in filter.ts, and pipelines only where reads are batched', () => {
    const builders = ['subgraphs/shared/filter.ts', 'subgraphs/shared/records-by-area.ts'];
    const operators = /\$(where|expr|regex|ne|gt|gte|lt|lte|in|nin|not|nor|exists|elemMatch|text|jsonSchema)\b\s*:/;
    const others = files.filter(
      (file) => file.startsWith('subgraphs/') && !builders.includes(file) && operators.test(code(file)),
    );
    expect(others).toEqual([]);
  });

  it('lets filters through unsanitized only from filter.ts, and writes update operators only where signals and sources are kept', () => {
    const writers = (pattern: RegExp): string[] =>
      files.filter((file) => file.startsWith('subgraphs/') && pattern.test(code(file)));
    expect(writers(/\btrusted\b|sanitizeFilter: false/)).toEqual(['subgraphs/shared/filter.ts']);
    expect(writers(/\$(set|unset|inc|push|pull|addToSet|rename|setOnInsert)\b\s*:/)).toEqual([
      // Names and times that the loads themselves make: nothing of a row or a request.
      'subgraphs/shared/data-sources.ts',
      // A mark of time on what records refer to.
      'subgraphs/shared/released-records.ts',
      'subgraphs/shared/signal-rollups.ts',
    ]);
  });

  it('keeps sockets, clock and environment out of the risk method', () => {
    const impure = files.filter(
      (file) =>
        file.startsWith('subgraphs/stability/method/') &&
        /Date\.now|new Date\(\)|process\.|fetch\(|mongoose|graphql/.test(code(file)),
    );
    expect(impure).toEqual([]);
  });

  it('keeps sockets, clock and environment out of executing and shaping', () => {
    const impure = files.filter(
      (file) =>
        /^gateway\/(execute|shape)\//.test(file) &&
        /Date\.now|new Date\(|process\.|fetch\(|undici|node:/.test(code(file)),
    );
    expect(impure).toEqual([]);
  });
});

function allowed(file: string, imported: string): boolean {
  const rule = ruleFor(file);
  if (rule === undefined) return false;
  if (isIn(imported, rule) && ruleFor(imported) === rule) return true;
  return (mayImport[rule] ?? []).some((place) => isIn(imported, place)) || isParentOfOwn(rule, imported);
}

// A subfolder with a rule of its own, such as the risk method, is open to the folder it lies in.
function isParentOfOwn(rule: string, imported: string): boolean {
  const other = ruleFor(imported);
  return other !== undefined && other !== rule && other.startsWith(`${rule}/`) && rule !== 'subgraphs';
}

function ruleFor(file: string): string | undefined {
  return Object.keys(mayImport)
    .filter((place) => isIn(file, place))
    .sort((a, b) => b.length - a.length)[0];
}

function isIn(file: string, place: string): boolean {
  return file === place || file === `${place}.ts` || file.startsWith(`${place}/`);
}

function resolveImport(file: string, target: string): string {
  const path = normalize(join(dirname(file), target)).replace(/\.js$/, '');
  if (files.includes(`${path}.ts`)) return `${path}.ts`;
  return files.includes(`${path}/index.ts`) ? `${path}/index.ts` : path;
}

function packageName(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

function importsOf(file: string): string[] {
  const matches = code(file).matchAll(/(?:\bfrom|\bimport|\brequire\()\s*\(?['"]([^'"]+)['"]/g);
  return [...matches].map((match) => match[1] ?? '');
}

function code(file: string): string {
  return readFileSync(join(projectRoot, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');
}

function typescriptFiles(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)));
}
