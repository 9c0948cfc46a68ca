import type DataLoader from 'dataloader';
import type { Model, PipelineStage } from 'mongoose';

import { checkFirst, type PageArguments } from './arguments';
import { loaderByMap } from './batch-loader';
import { after, allOf, before, type Filter, from, upTo } from './filter';
import { decodeCursor, type Page, pageOf, type Position } from './page';
import { badInput } from './subgraph-errors';

/** What every record of an agency carries: the agency's own number, and where it belongs. */
export interface AreaRecord {
  readonly _id: string;
  readonly areaCode: string;
  /** The area and all it lies in, from the province down: one index serves every level. */
  readonly areaPath: readonly string[];
}

/** How a list of records is ordered: by one field, then by number. */
export interface ListOrder<Row> {
  readonly by: keyof Row & string;
  readonly direction: 'ascending' | 'descending';
}

// A page for each of very many areas would be an unbounded read in disguise.
const maxRows = 20_000;

/**
 * Pages of the records of many areas with one command for 200 of them; of each no more is read than its page.
 * The index `{ areaPath: 1, [order.by]: ±1, _id: ±1 }` serves it.
 */
export function pagesByArea<Row extends AreaRecord>(
  model: Model<Row>,
  order: ListOrder<Row>,
  page: PageArguments & { readonly filter?: Filter },
): DataLoader<string, Page<Row>> {
  const first = checkFirst(page.first);
  const sign = order.direction === 'ascending' ? 1 : -1;
  const sort = { [order.by]: sign, _id: sign } as Record<string, 1 | -1>;
  const filter = page.after == null ? { ...page.filter } : beyond(order, decodeCursor(page.after), page.filter);
  const positionOf = (row: Row): Position => ({ value: row[order.by] as string | number, key: row._id });
  const toPage = (rows: readonly Row[]): Page<Row> => pageOf(rows, { first, after: page.after }, positionOf);

  return loaderByMap(
    async (codes) => {
      if (codes.length * first > maxRows) {
        throw badInput(
          `first: ${first} for ${codes.length} areas is more than ${maxRows} records; ask for a shorter page.`,
        );
      }
      const [only] = codes;
      if (only !== undefined && codes.length === 1) {
        const rows = await model
          .find({ areaPath: only, ...filter })
          .sort(sort)
          .limit(first + 1)
          .lean<Row[]>();
        return new Map([[only, toPage(rows)]]);
      }
      const listed = await ofEach<Row, Listed<Row>>(model, codes, first + 1, (areaPath, area) => [
        { $match: { areaPath, ...filter } },
        { $sort: sort },
        { $limit: first + 1 },
        { $addFields: { listedFor: area } },
      ]);
      const rows = codes.map((): Row[] => []);
      for (const { listedFor, ...row } of listed) rows[listedFor]?.push(row as unknown as Row);
      return new Map(codes.map((code, area) => [code, toPage(rows[area] ?? [])]));
    },
    () => toPage([]),
  );
}

/** A row, and of which of the areas asked for it is listed: the place of that one among them. */
type Listed<Row> = Row & { readonly listedFor: number };

// Each area adds a stage, of which a pipeline may have a thousand.
const areasOfCommand = 200;

/** Runs one pipeline for each area, many of them with one command, so that each has its own bound and index. */
async function ofEach<Row, Result>(
  model: Model<Row>,
  codes: readonly string[],
  mostOfEach: number,
  pipelineOf: (code: string, area: number) => Exclude<PipelineStage, PipelineStage.Merge | PipelineStage.Out>[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < codes.length; at += areasOfCommand) {
    const pipelines = codes.slice(at, at + areasOfCommand).map((code, index) => pipelineOf(code, at + index));
    const others = pipelines.slice(1).map((pipeline) => ({ $unionWith: { coll: model.collection.name, pipeline } }));
    const batchSize = pipelines.length * mostOfEach + 1;
    results.push(...(await model.aggregate<Result>([...(pipelines[0] ?? []), ...others], { batchSize })));
  }
  return results;
}

// The range lets the index begin where the page begins; among equal values the number decides.
function beyond<Row>({ by, direction }: ListOrder<Row>, { value, key }: Position, filter: Filter = {}): Filter {
  const [reach, further] = direction === 'ascending' ? [from, after] : [upTo, before];
  return allOf([
    filter,
    { [by]: reach(value) },
    { $or: [{ [by]: further(value) }, { [by]: value, _id: further(key) }] },
  ]);
}

/** How many records each area has, with one command for 200 of them. */
export function countsByArea<Row extends AreaRecord>(
  model: Model<Row>,
  filter: Filter = {},
): DataLoader<string, number> {
  return loaderByMap(
    async (codes) => {
      const [only] = codes;
      if (only !== undefined && codes.length === 1) {
        return new Map([[only, await model.countDocuments({ areaPath: only, ...filter })]]);
      }
      const counts = await ofEach<Row, { _id: number; count: number }>(model, codes, 1, (areaPath, area) => [
        { $match: { areaPath, ...filter } },
        { $group: { _id: area, count: { $sum: 1 } } },
      ]);
      return new Map(counts.map(({ _id, count }) => [codes[_id] ?? '', count]));
    },
    () => 0,
  );
}
