import type { Model } from 'mongoose';

import { areaPath } from '../shared/area-code';
import { signalMonths } from '../shared/arguments';
import { loaderByMap } from '../shared/batch-loader';
import { addDays, addMonths, type Day, firstDayOf, monthOf } from '../shared/calendar';
import { type Filter, from, oneOf } from '../shared/filter';
import { badInput } from '../shared/subgraph-errors';
import type { JointActivityRow } from './models/JointActivity';

/** After this many days without a joint activity an area is as badly off as it can be. */
export const longestGap = 180;

// Joint activities are a few a month and city. A question that meets more than this asks for too many areas at once.
const maxActivities = 20_000;

/** Joint activities that cover an area or a part of it, newest first, as far back as the index looks; one command. */
export function activitiesByArea(model: Model<JointActivityRow>, today: Day) {
  const earliest = addDays(firstDayOf(addMonths(monthOf(today), -signalMonths)), -longestGap);
  return loaderByMap<string, readonly JointActivityRow[]>(
    async (codes) => {
      const above = [...new Set(codes.flatMap((code) => areaPath(code)))];
      const rows = await model
        .find({ heldOn: from(earliest), $or: [{ areaPath: oneOf(codes) }, { areaCodes: oneOf(above) }] } as Filter)
        .sort({ heldOn: -1, _id: -1 })
        .limit(maxActivities + 1)
        .batchSize(maxActivities + 2)
        .lean<JointActivityRow[]>();
      if (rows.length > maxActivities)
        throw badInput('The question meets too many joint activities; ask for fewer areas.');
      return new Map(codes.map((code) => [code, rows.filter((row) => covers(row, code))]));
    },
    () => [],
  );
}

function covers({ areaCodes, areaPath: path }: JointActivityRow, code: string): boolean {
  return path.includes(code) || areaPath(code).some((above) => areaCodes.includes(above));
}

/** Days from the last joint activity in the area until `day`, at most 180. A meeting of the agencies is in no area. */
export function daysSinceActivity(activities: readonly JointActivityRow[], day: Day): number {
  const last = activities.find(({ kind, heldOn }) => kind !== 'COORDINATION_MEETING' && heldOn <= day);
  if (last === undefined) return longestGap;
  return Math.min(longestGap, Math.round((Date.parse(day) - Date.parse(last.heldOn)) / 86_400_000));
}
