import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { subgraphDefinitions } from '../all-subgraphs';
import type { DatabaseAddress } from '../shared/connect-mongo';
import type { ImportDefinition } from '../shared/import-definition';
import { type OpenSubgraph, openSubgraph } from '../shared/open-subgraph';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { asOfFile, fileDigest } from './file-digest';
import { type ImportOptions, type ImportReport, importSource } from './import-file';
import { reportedLoad } from './reported-load';
import { openSource } from './source-file';

export type { RowFault } from '../shared/import-definition';
export { type ImportReport, importSource } from './import-file';
export { keptReason, reportedLoad } from './reported-load';
export { openSource } from './source-file';

/** What files can be imported as, over all agencies. */
export const importKinds: readonly string[] = subgraphDefinitions.flatMap(({ imports }) =>
  imports.map(({ kind }) => kind),
);

export interface ImportRequest extends Pick<ImportOptions, 'dryRun' | 'rejectFile' | 'progress'> {
  readonly kind: string;
  readonly file: string;
  readonly address: DatabaseAddress;
}

/** Imports a file into the database of the agency whose records it holds. The file is looked at before the database. */
export async function importIntoAgency({ kind, file, address, ...options }: ImportRequest): Promise<ImportReport> {
  const { subgraph, definition } = importOf(kind);
  const source = await openSource(definition, file);
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

export function importOf(kind: string): { subgraph: SubgraphDefinition; definition: ImportDefinition } {
  for (const subgraph of subgraphDefinitions) {
    const definition = subgraph.imports.find((candidate) => candidate.kind === kind);
    if (definition !== undefined) return { subgraph, definition };
  }
  throw new ToldError(`${kind}: is not imported; it must be one of ${importKinds.join(', ')}`, exitCodes.usage);
}
