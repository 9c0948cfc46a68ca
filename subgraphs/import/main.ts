import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { subgraphDefinitions } from '../all-subgraphs';
import type { DatabaseAddress } from '../shared/connect-mongo';
import type { ImportDefinition } from '../shared/import-definition';
import { type OpenSubgraph, openSubgraph } from '../shared/open-subgraph';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { asOfFile, fileDigest } from './file-digest';
import { type ImportOptions, type ImportReport, importSource } from './import-file';
import { readMapping } from './mapping';
import type { ReadingOptions } from './open-table';
import { reportedLoad } from './reported-load';
import { openSource, type SourceOptions } from './source-file';
import { type Suggestion, suggestMapping } from './suggest-mapping';

export type { RowFault } from '../shared/import-definition';
export { type ImportReport, importSource } from './import-file';
export { readMapping } from './mapping';
export { keptReason, reportedLoad } from './reported-load';
export { openSource, type SourceOptions } from './source-file';
export { type TextEncoding, textEncodings } from './text-encoding';

/** What files can be imported as, over all agencies. */
export const importKinds: readonly string[] = subgraphDefinitions.flatMap(({ imports }) =>
  imports.map(({ kind }) => kind),
);

export interface ImportRequest
  extends Pick<ImportOptions, 'dryRun' | 'rejectFile' | 'progress'>, Omit<SourceOptions, 'mapping'> {
  readonly kind: string;
  readonly file: string;
  readonly address: DatabaseAddress;
  /** A file that tells how this one is laid out. */
  readonly mappingFile?: string | undefined;
}

/** Imports a file into the database of the agency whose records it holds. The file is looked at before the database. */
export async function importIntoAgency({
  kind,
  file,
  address,
  mappingFile,
  ...options
}: ImportRequest): Promise<ImportReport> {
  const { subgraph, definition } = importOf(kind);
  const mapping = mappingFile === undefined ? undefined : readMapping(mappingFile, definition);
  const source = await openSource(definition, file, { ...options, mapping });
  try {
    const open = await openSubgraph(subgraph, address, { readOnly: options.dryRun ?? false });
    try {
      const load = (): Promise<ImportReport> => importSource({ ...options, definition, open, source });
      return options.dryRun ? await load() : await reported(open, kind, file, load);
    } finally {
      await open.close();
    }
  } finally {
    await source.close();
  }
}

async function reported(
  { loads }: Pick<OpenSubgraph<unknown>, 'loads'>,
  kind: string,
  file: string,
  load: () => Promise<ImportReport>,
): Promise<ImportReport> {
  const found = await fileDigest(file);
  const dataAsOf = asOfFile(found?.writtenAt ?? new Date());
  await loads.sources.know('file', kind);
  return reportedLoad(loads, { source: 'file', kind, dataAsOf, digest: found?.digest ?? null, file }, load);
}

/** Looks at a file and proposes how to read it; nothing is imported. Unless a kind is given, the likeliest is proposed. */
export async function suggestFor(file: string, kind: string | undefined, options: ReadingOptions): Promise<Suggestion> {
  const definitions =
    kind === undefined ? importKinds.map((each) => importOf(each).definition) : [importOf(kind).definition];
  return suggestMapping(file, definitions, options);
}

export function importOf(kind: string): { subgraph: SubgraphDefinition; definition: ImportDefinition } {
  for (const subgraph of subgraphDefinitions) {
    const definition = subgraph.imports.find((candidate) => candidate.kind === kind);
    if (definition !== undefined) return { subgraph, definition };
  }
  throw new ToldError(`${kind}: is not imported; it must be one of ${importKinds.join(', ')}`, exitCodes.usage);
}
