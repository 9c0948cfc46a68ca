import { readFile } from 'node:fs/promises';

import { type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';

import { ToldError } from '../common/told-error';
import { buildApiSchema } from './plan/build-api-schema';
import { Planner } from './plan/planner';
import { manifestOf, readManifest, type TrustedDocument } from './trusted-documents/manifest';
import { validationRules } from './validate/validation-rules';

/** What `simpul documents check` finds. */
export interface DocumentsReport {
  /** Documents that can be read. */
  readonly documents: number;
  /** Places whose text another place has too. */
  readonly duplicates: readonly { readonly place: string; readonly same: string }[];
  /** Each says where, what and how to mend it. */
  readonly mistakes: readonly string[];
}

/** @throws ToldError when the documents or the supergraph cannot be read. */
export async function checkDocuments(path: string, supergraph?: string): Promise<DocumentsReport> {
  const { documents, mistakes } = await readManifest(path);
  const schema = supergraph === undefined ? null : await apiSchemaOf(supergraph);
  const unfit = schema === null ? [] : documents.flatMap((each) => mistakesIn(each, schema));
  return { documents: documents.length, duplicates: duplicatesIn(documents), mistakes: [...mistakes, ...unfit] };
}

/**
 * A manifest in Apollo's format of the documents of a folder, each once.
 * @throws ToldError when one of them has a mistake.
 */
export async function writeManifest(path: string): Promise<string> {
  const { documents, mistakes } = await readManifest(path);
  const [first] = mistakes;
  if (first !== undefined) throw new ToldError(`No manifest was written: ${first}`);
  return manifestOf([...new Map(documents.map((each) => [each.id, each])).values()]);
}

async function apiSchemaOf(file: string): Promise<GraphQLSchema> {
  try {
    const planner = await Planner.start(await readFile(file, 'utf8'), { planningTimeoutMs: 5_000, planningQueue: 1 });
    const { apiDefinitions } = planner.tables;
    await planner.stop();
    return await buildApiSchema(apiDefinitions);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new ToldError(`The supergraph ${file} cannot be used: ${reason}`);
  }
}

function mistakesIn({ body, place }: TrustedDocument, schema: GraphQLSchema): string[] {
  return validate(schema, parse(body), [...specifiedRules, ...validationRules]).map(({ message, locations }) => {
    const [at] = locations ?? [];
    return `${place}${at === undefined ? '' : `, line ${at.line}, column ${at.column}`}: ${message}`;
  });
}

function duplicatesIn(documents: readonly TrustedDocument[]): DocumentsReport['duplicates'] {
  const places = new Map<string, string>();
  return documents.flatMap(({ body, place }) => {
    const same = places.get(body);
    if (same === undefined) places.set(body, place);
    return same === undefined ? [] : [{ place, same }];
  });
}
