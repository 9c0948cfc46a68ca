import type { Connection } from 'mongoose';

import type { Day } from './calendar';
import { oneOf } from './filter';
import type { SignalDefinition } from './signal-definition';
import { SeriesBuilder, type SignalSeries } from './signal-series';

/**
 * The series of the records that carry these codes themselves; an area without any is left out. Records are read one by
 * one, so what is held grows with the areas and not with their records.
 */
export async function seriesOfRecords(
  connection: Connection,
  { measures, sources }: SignalDefinition,
  codes: readonly string[],
  today: Day,
): Promise<Map<string, SignalSeries>> {
  const builders = new Map<string, SeriesBuilder>();
  for (const { collection, fields, changes } of sources) {
    const projection = Object.fromEntries(['areaCode', ...fields].map((field) => [field, 1]));
    const records = connection
      .collection(collection)
      .find({ areaCode: oneOf(codes) }, { projection, batchSize: 5_000 });
    for await (const record of records) {
      const code = record.areaCode as string;
      const builder = builders.get(code) ?? new SeriesBuilder(measures, today);
      builders.set(code, builder);
      for (const change of changes(record as never)) builder.add(change);
    }
  }
  return new Map([...builders].map(([code, builder]) => [code, builder.series()]));
}

/** The codes that records carry, each once. */
export async function codesOfRecords(connection: Connection, { sources }: SignalDefinition): Promise<string[]> {
  const codes = new Set<string>();
  for (const { collection } of sources) {
    for (const code of await connection.collection(collection).distinct('areaCode')) codes.add(code as string);
  }
  return [...codes];
}
