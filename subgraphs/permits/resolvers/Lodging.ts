import { checkFirst, type PageArguments } from '../../shared/arguments';
import { connection, decodeCursor, pageOf } from '../../shared/page';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import type { LodgingRow } from '../models/Lodging';

type Context = SubgraphContext<PermitLoaders>;

export const Lodging = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.lodgingByNumber.load(id),
  id: ({ _id }: LodgingRow) => _id,
  area: ({ areaCode }: LodgingRow) => ({ code: areaCode }),
  lastReportOn: ({ reportDays }: LodgingRow) => reportDays.at(-1) ?? null,
  reports: ({ _id, reportDays }: LodgingRow, args: PageArguments) => {
    const first = checkFirst(args.first);
    const after = args.after == null ? null : decodeCursor(args.after).key;
    const newestFirst = [...reportDays].reverse().filter((day) => after === null || day < after);
    const rows = newestFirst.slice(0, first + 1).map((reportedOn) => ({ id: `${_id}/${reportedOn}`, reportedOn }));
    const page = pageOf(rows, args, ({ reportedOn }) => ({ value: reportedOn, key: reportedOn }));
    return connection(page, () => reportDays.length);
  },
};
