import { auditKeySettings } from '../../common/audit-key';
import { databaseSettings } from '../../common/database';
import { setting, type SettingRow, type SettingValues } from '../../common/settings';

/** Settings of the audit log. */
export const auditSettings = {
  auditFolder: {
    env: 'AUDIT_FOLDER',
    about: 'folder of the audit log, which keeps who saw which record of a person, and who changed what',
    fallbackNote:
      "no audit log: nobody sees a person's record or makes a protected change; `simpul start` uses `.simpul/audit`",
    check: setting.optionalText,
  },
  ...auditKeySettings,
  auditWhenUnwritable: {
    env: 'AUDIT_WHEN_UNWRITABLE',
    about:
      "when the log cannot be written as it is set: `refuse` answers with persons' records and protected changes, or `spool`, where one of file and MongoDB suffices and the other is written later",
    fallback: 'refuse',
    check: setting.choice(['refuse', 'spool']),
  },
  auditMongodb: {
    env: 'AUDIT_MONGODB',
    about: 'whether entries are kept in MongoDB too, in the database `<prefix>_audit`',
    fallback: 'false',
    check: setting.yesNo,
  },
  ...databaseSettings,
} satisfies Record<string, SettingRow>;

export type AuditConfig = SettingValues<typeof auditSettings>;
