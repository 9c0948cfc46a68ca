import type { AccessEntryRow } from '../models/AccessEntry';

export const AccessLogEntry = {
  id: ({ _id }: AccessEntryRow) => _id,
};
