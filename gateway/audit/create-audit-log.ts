import { addressOf } from '../../common/database';
import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { AuditLog } from './audit-log';
import type { AuditConfig } from './audit-settings';
import { ChainFile } from './chain-file';
import { Copier } from './copier';
import { copyChains } from './copy-chains';
import { MongoCopy } from './mongo-copy';

/**
 * The audit log of the settings, with a chain of its own; null where they name no folder. MongoDB need not answer yet.
 * @throws ToldError when there is no key, or when the folder cannot be written.
 */
export async function createAuditLog(settings: AuditConfig, log: (line: string) => void): Promise<AuditLog | null> {
  const { auditFolder: folder, auditKey: key } = settings;
  if (folder === undefined) return null;
  if (key === undefined) {
    throw new ToldError('AUDIT_FOLDER is set and AUDIT_KEY is not; set the key too.', exitCodes.config);
  }
  const { file, head } = await ChainFile.begin(folder, key).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ToldError(
      `The audit log cannot be written in ${folder} (${code}); make AUDIT_FOLDER a folder that this process can write.`,
    );
  });
  const copy = settings.auditMongodb ? new MongoCopy(addressOf(settings)) : null;
  const copier =
    copy && new Copier({ insert: (entries) => copy.insert(entries), catchUp: () => copyChains(folder, copy, key) });
  // What a former process left is copied now; a failure is met again, and told, at the next entry.
  void copier?.flush().catch(() => undefined);
  const close = async (): Promise<void> => {
    await file.close();
    await copy?.close();
  };
  const mode = settings.auditWhenUnwritable;
  const append = file.append.bind(file);
  return new AuditLog({ file: { append, close }, head, key, mode, copier, now: () => new Date(), log });
}
