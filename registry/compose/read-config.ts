import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';

import { ToldError } from '../../common/told-error';
import { isSubgraphName, subgraphNameRule } from './subgraph-name';

/** Where the schema of a subgraph is had from. */
export type SchemaSource =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'url'; readonly url: string; readonly headers: Readonly<Record<string, string>> };

export interface ConfiguredSubgraph {
  readonly name: string;
  /** null where only the subgraph's address can tell. */
  readonly routingUrl: string | null;
  readonly source: SchemaSource;
}

export interface SupergraphConfig {
  readonly subgraphs: readonly ConfiguredSubgraph[];
  /** The version that the file names; null where it names none in particular. */
  readonly version: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads rover's supergraph.yaml as it is. Files are found beside it; `${env.NAME}` in addresses and headers is filled in.
 * @throws ToldError with every mistake, each with its line and how to mend it. The value of a header is never repeated.
 */
export async function readSupergraphConfig(path: string, environment: Environment): Promise<SupergraphConfig> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ToldError(`${path} cannot be read (${reason}); name a file such as rover's supergraph.yaml by --config.`);
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw new ToldError(`${path}:${lines.linePos(broken.pos[0]).line}: it is no YAML (${broken.message}).`);
  }
  const parsed = configForm.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) {
    const lineOf = (keys: readonly PropertyKey[]): number => lines.linePos(offsetOf(document, keys)).line;
    const mistakes = parsed.error.issues.map(
      ({ path: keys, message }) => `${path}:${lineOf(keys)}: ${keys.join('.') || 'the file'}: ${message}`,
    );
    throw new ToldError(mistakes.join('\n'));
  }
  const fill = (value: string): string => filledIn(value, environment, path);
  return {
    version: exactVersion(parsed.data.federation_version),
    subgraphs: Object.entries(parsed.data.subgraphs).map(([name, { routing_url, schema }]) => ({
      name,
      routingUrl: routing_url === undefined ? null : fill(routing_url),
      source: sourceOf(schema, dirname(path), fill),
    })),
  };
}

const address = z.string({ error: 'it must be an address, as text' });
const noHub =
  'a schema of a graph hub (graphref) is not fetched here; save it to a file (rover subgraph fetch GRAPH --name SUBGRAPH > SUBGRAPH.graphql) and name that by schema.file';

const schemaForm = z
  .looseObject({
    file: z.string({ error: 'it must be the name of a file' }).optional(),
    subgraph_url: address.optional(),
    introspection_headers: z.record(z.string(), z.string({ error: 'a header must be text' })).optional(),
    graphref: z.undefined({ error: noHub }).optional(),
  })
  .refine(({ file, subgraph_url: url }) => (file === undefined) !== (url === undefined), {
    error: 'it must have either file or subgraph_url',
  });

const configForm = z.object(
  {
    federation_version: z
      .union([z.string(), z.number()])
      .optional()
      .refine((version) => version === undefined || /^=?2/.test(String(version)), {
        error: 'only federation 2 is composed here; write 2, or =2.N.N',
      }),
    subgraphs: z
      .record(
        z.string(),
        z.looseObject(
          {
            routing_url: address.optional(),
            schema: schemaForm,
          },
          { error: 'it must have routing_url and schema' },
        ),
        { error: 'it must be there and hold each subgraph under its name' },
      )
      .superRefine((subgraphs, context) => {
        const names = Object.keys(subgraphs);
        if (names.length === 0) context.addIssue('at least one subgraph must be there');
        for (const name of names) {
          if (!isSubgraphName(name)) context.addIssue({ code: 'custom', path: [name], message: subgraphNameRule });
        }
      }),
  },
  { error: 'it must hold federation_version and subgraphs' },
);

function sourceOf(
  { file, subgraph_url: url = '', introspection_headers: headers = {} }: z.infer<typeof schemaForm>,
  folder: string,
  fill: (value: string) => string,
): SchemaSource {
  if (file !== undefined) return { kind: 'file', file: resolve(folder, file) };
  const filled = Object.entries(headers).map(([name, value]) => [name, fill(value)] as const);
  return { kind: 'url', url: fill(url), headers: Object.fromEntries(filled) };
}

function filledIn(value: string, environment: Environment, path: string): string {
  return value.replaceAll(/\$\{env\.(\w+)\}/g, (_, name: string) => {
    const found = environment[name];
    if (found === undefined) throw new ToldError(`${path}: the environment has no ${name}, which the file asks for.`);
    return found;
  });
}

function exactVersion(version: string | number | undefined): string | null {
  const [, exact] = /^=(2\.\d+\.\d+)$/.exec(String(version ?? '')) ?? [];
  return exact ?? null;
}

/** Where the deepest of the keys stands that is there. */
function offsetOf(document: ReturnType<typeof parseDocument>, keys: readonly PropertyKey[]): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true) as
      { range?: readonly [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
