import { join } from 'node:path';

import { exitCodes } from '../../common/exit-codes';
import { projectRoot } from '../../common/project-root';
import { ToldError } from '../../common/told-error';
import type { OperationLimits } from '../validate/operation-limits';
import type { DocumentMode } from './document-mode';
import { readManifest } from './manifest';
import { PersistedQueries } from './persisted-queries';
import { createDocumentResolver, type ResolveDocument } from './resolve-document';
import { TrustedDocuments } from './trusted-documents';
import { UntrustedLog } from './untrusted-log';
import { watchDocuments } from './watch-documents';

export interface DocumentsConfig extends OperationLimits {
  readonly trustedDocuments: string | undefined;
  readonly trustedDocumentsMode: DocumentMode;
  readonly trustedDocumentsClients: ReadonlyMap<string, DocumentMode>;
  readonly persistedQueriesPerViewer: number;
}

export interface ServedDocuments {
  readonly resolve: ResolveDocument;
  stop(): void;
}

const persistedSize = 16_777_216;
const documentsOfPages = join(projectRoot, 'web/gateway-api/generated/trusted-documents.json');

/**
 * Loads the trusted documents, and loads them anew when they change; those with a mistake are refused and the former
 * ones used on.
 * @throws ToldError when they have a mistake at the start.
 */
export async function serveDocuments(config: DocumentsConfig, log: (line: string) => void): Promise<ServedDocuments> {
  const { trustedDocuments: path, trustedDocumentsMode: otherwise, trustedDocumentsClients: byClient } = config;
  if (path === undefined) refuseModes([otherwise, ...byClient.values()]);
  let trusted = path === undefined ? null : await loadDocuments(path);
  const resolve = createDocumentResolver({
    trusted: () => trusted,
    ofPages: await loadDocuments(documentsOfPages),
    modes: { otherwise, byClient },
    persisted: new PersistedQueries({ perViewer: config.persistedQueriesPerViewer, size: persistedSize }),
    untrusted: new UntrustedLog(log),
    limits: config,
  });
  if (path === undefined) return { resolve, stop: () => undefined };
  const stop = await watchDocuments(path, async () => {
    try {
      trusted = await loadDocuments(path);
      log(`The trusted documents ${path} changed and are served: ${trusted.count}.`);
    } catch (error) {
      log(`${error instanceof Error ? error.message : String(error)} The former ones are used on.`);
    }
  });
  return { resolve, stop };
}

function refuseModes(modes: readonly DocumentMode[]): void {
  const mode = modes.find((each) => each !== 'off');
  if (mode === undefined) return;
  const message = `The mode ${mode} of trusted documents needs documents: set TRUSTED_DOCUMENTS to a manifest or a folder.`;
  throw new ToldError(message, exitCodes.config);
}

async function loadDocuments(path: string): Promise<TrustedDocuments> {
  const { documents, mistakes } = await readManifest(path);
  const [first] = mistakes;
  if (first === undefined) return new TrustedDocuments(documents);
  const others = mistakes.length > 1 ? ` There are ${mistakes.length} mistakes; simpul documents check tells all.` : '';
  throw new ToldError(`The trusted documents cannot be served: ${first}${others}`);
}
