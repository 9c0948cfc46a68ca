import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { keptAuditKey } from './audit-key-file';

export const startAuditFolder = '.simpul/audit';

export interface StartAudit {
  /** For the gateway and the stability subgraph. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Removes what was to be kept only while everything ran. */
  end(): void;
}

/** Where `simpul start` logs who saw whose record: what the settings name, or a folder with a key of its own. */
export function startAudit(
  { auditFolder }: { readonly auditFolder?: string | undefined },
  { memory = false }: { readonly memory?: boolean },
): StartAudit {
  if (auditFolder !== undefined) return { env: {}, folder: auditFolder, end: () => undefined };
  const folder = memory ? mkdtempSync(join(tmpdir(), 'simpul-audit-')) : startAuditFolder;
  return {
    env: { AUDIT_FOLDER: folder, AUDIT_KEY: keptAuditKey(folder), AUDIT_MONGODB: 'true' },
    folder,
    end: () => {
      if (memory) rmSync(folder, { recursive: true, force: true });
    },
  };
}
