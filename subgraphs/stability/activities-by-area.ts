import type { Model } from 'mongoose';

import { areaPath } from '../shared/area-code';
import { signalMonths } from '../shared/arguments';
import { loaderByMap } from '../shared/batch-loader';
import { addDays, addMonths, type Day, firstDayOf, monthOf } from '../shared/calendar';
import { type Filter, from, oneOf } from '../shared/filter';
import { badInput } from '../shared/subgraph-errors';
import type { JointActivityRow } from './models/JointActivity';
import type { PlannedActivityRow } from './models/PlannedActivity';

/** After this many days without a joint activity an area is as badly off as it can be. */
export const longestGap = 180;

// Joint activities are a few a month and city: those of the whole country are fewer, as far back as the index looks.
const maxActivities = 50_000;

interface ActivityModels {
  readonly JointActivity: Model<JointActivityRow>;
  readonly PlannedActivity: Model<PlannedActivityRow>;
}

/**
 * Joint activities that were held and cover an area or a part of it, newest first, as far back as the index looks; those
 * planned here count from when it was said that they were held. Four commands.
 */
export function activitiesByArea({ JointActivity, PlannedActivity }: ActivityModels, today: Day) {
  const earliest = addDays(firstDayOf(addMonths(monthOf(today), -signalMonths)), -longestGap);
  const heldIn = async (areas: Filter): Promise<readonly JointActivityRow[]> => {
    const since = { ...areas, heldOn: from(earliest) };
    const rows = await Promise.all([
      activitiesThat(JointActivity, since),
      activitiesThat(PlannedActivity, { ...since, state: 'HELD' }),
    ]);
    return rows.flat();
  };
  return loaderByMap<string, readonly JointActivityRow[]>(
    async (codes) => {
      const above = [...new Set(codes.flatMap((code) => areaPath(code)))];
      const [within, around] = await Promise.all([
        heldIn({ areaPath: oneOf(codes) }),
        heldIn({ areaCodes: oneOf(above) }),
      ]);
      const inAreas = byArea(within, ({ areaPath: path }) => path);
      const named = byArea(around, ({ areaCodes }) => areaCodes);
      return new Map(
        codes.map((code) => {
          const rows = [...(inAreas.get(code) ?? []), ...areaPath(code).flatMap((each) => named.get(each) ?? [])];
          return [code, newestFirst(rows)];
        }),
      );
    },
    () => [],
  );
}

/** @throws BAD_USER_INPUT when the areas asked for have more joint activities than are read at once. */
async function activitiesThat<Row extends JointActivityRow>(model: Model<Row>, filter: Filter): Promise<Row[]> {
  const rows = await model
    .find(filter as object)
    .limit(maxActivities + 1)
    .batchSize(maxActivities + 2)
    .lean<Row[]>();
  if (rows.length > maxActivities) throw badInput('The question meets too many joint activities; ask for fewer areas.');
  return rows;
}

function byArea(
  rows: readonly JointActivityRow[],
  areasOf: (row: JointActivityRow) => readonly string[],
): Map<string, JointActivityRow[]> {
  const lists = new Map<string, JointActivityRow[]>();
  for (const row of rows) {
    for (const code of areasOf(row)) {
      const list = lists.get(code);
      if (list) list.push(row);
      else lists.set(code, [row]);
    }
  }
  return lists;
}

// A row may be found twice, as one within the area and as one that names it.
function newestFirst(rows: readonly JointActivityRow[]): JointActivityRow[] {
  const byNumber = new Map(rows.map((row) => [row._id, row]));
  return [...byNumber.values()].sort((one, other) => compare(other.heldOn, one.heldOn) || compare(other._id, one._id));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Days from the last joint activity in the area until `day`, at most 180. A meeting of the agencies is in no area. */
export function daysSinceActivity(activities: readonly JointActivityRow[], day: Day): number {
  const last = activities.find(({ kind, heldOn }) => kind !== 'COORDINATION_MEETING' && heldOn <= day);
  if (last === undefined) return longestGap;
  return Math.min(longestGap, Math.round((Date.parse(day) - Date.parse(last.heldOn)) / 86_400_000));
}
