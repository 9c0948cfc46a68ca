import DataLoader from 'dataloader';

import { RecordReads } from './models/Record.mjs';

/** What the resolvers of one request share: keys that are asked for together are read together. */
export function createLoaders() {
  const reads = new RecordReads();
  return {
    reads,
    recordById: new DataLoader(async (ids) => {
      const rows = new Map(reads.byIds(ids).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    }),
    recordsByArea: new DataLoader(async (codes) => {
      const rows = reads.byAreas(codes);
      return codes.map((code) => rows.filter(({ areaCode }) => areaCode === code));
    }),
  };
}
