import type DataLoader from 'dataloader';
import type { Model, PipelineStage } from 'mongoose';

import { areaPath } from './area-code';
import { checkFirst, type PageArguments } from './arguments';
import { loaderByMap } from './batch-loader';
import { after, allOf, before, type Filter, from, oneOf, upTo } from './filter';
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
 * Pages of the records of many areas with one command, whatever the number of areas.
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
      const groups = await model.aggregate<{ _id: string; rows: Row[] }>(firstOfEach(codes, filter, sort, first + 1));
      return new Map(groups.map(({ _id, rows }) => [_id, toPage(rows.map(withWholePath))]));
    },
    () => toPage([]),
  );
}

// $unwind leaves each row only the area it was listed for.
function withWholePath<Row extends AreaRecord>(row: Row): Row {
  return { ...row, areaPath: [...areaPath(row.areaCode)] };
}

function firstOfEach(
  codes: readonly string[],
  filter: Filter,
  sort: Record<string, 1 | -1>,
  n: number,
): PipelineStage[] {
  const within = { areaPath: oneOf(codes) };
  return [
    { $match: { ...within, ...filter } },
    { $sort: sort },
    { $unwind: '$areaPath' },
    { $match: within },
    { $group: { _id: '$areaPath', rows: { $firstN: { input: '$$ROOT', n } } } },
  ] as PipelineStage[];
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

/** How many records each area has, with one command. */
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
      const within = { areaPath: oneOf(codes) };
      const groups = await model.aggregate<{ _id: string; count: number }>([
        { $match: { ...within, ...filter } },
        { $unwind: '$areaPath' },
        { $match: within },
        { $group: { _id: '$areaPath', count: { $sum: 1 } } },
      ]);
      return new Map(groups.map(({ _id, count }) => [_id, count]));
    },
    () => 0,
  );
}
