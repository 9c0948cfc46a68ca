import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { createNoopProfiler, type Types } from '@graphql-codegen/plugin-helpers';
import { type GraphQLSchema, parse, printSchema } from 'graphql';

import { projectRoot } from '../../common/project-root';
import { buildApiSchema } from '../../gateway/plan/build-api-schema';
import { Planner } from '../../gateway/plan/planner';
import { manifestOf } from '../../gateway/trusted-documents/manifest';

const operationsFolder = join(projectRoot, 'web/gateway-api/operations');
export const generatedFolder = join(projectRoot, 'web/gateway-api/generated');

/** What is generated from the dashboard's operations and the graph that clients see: file name to text. */
export async function generatedWebFiles(): Promise<ReadonlyMap<string, string>> {
  const texts = await clientPreset(await apiSchema());
  const persisted = JSON.parse(texts.get('persisted-documents.json') ?? '{}') as Readonly<Record<string, string>>;
  const documents = Object.entries(persisted).map(([id, body]) => ({ id, body, place: id }));
  return new Map([
    ['graphql.ts', texts.get('graphql.ts') ?? ''],
    ['trusted-documents.json', manifestOf(documents)],
  ]);
}

async function clientPreset(schema: GraphQLSchema): Promise<Map<string, string>> {
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: 'generated/',
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: readOperations(),
    config: { useTypeImports: true, enumsAsTypes: true, skipTypename: true, documentMode: 'string', scalars },
    presetConfig: {
      fragmentMasking: false,
      persistedDocuments: { mode: 'embedHashInDocument', hashPropertyName: 'hash', hashAlgorithm: 'sha256' },
    },
    plugins: [],
    pluginMap: {},
    pluginContext: {},
    profiler: createNoopProfiler(),
    cache: (_namespace, _key, make) => make(),
  });
  return new Map(
    await Promise.all(
      sections.map(async (section) => [basename(section.filename), await codegen(section)] as [string, string]),
    ),
  );
}

const scalars = { AreaCode: 'string', Month: 'string', Date: 'string', DateTime: 'string' };

function readOperations(): Types.DocumentFile[] {
  return readdirSync(operationsFolder)
    .sort()
    .map((name) => {
      const rawSDL = readFileSync(join(operationsFolder, name), 'utf8');
      return { location: name, document: parse(rawSDL), rawSDL, hash: name };
    });
}

async function apiSchema(): Promise<GraphQLSchema> {
  const sdl = readFileSync(join(projectRoot, 'schema/supergraph.graphql'), 'utf8');
  const planner = await Planner.start(sdl, { planningTimeoutMs: 60_000, planningQueue: 1 });
  const { apiDefinitions } = planner.tables;
  await planner.stop();
  return buildApiSchema(apiDefinitions);
}
