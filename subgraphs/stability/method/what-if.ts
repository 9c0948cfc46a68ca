import { assessArea } from './assess-area';
import type { AreaAssessment } from './assessment';
import type { AreaMonth, Cell, Cells, PlaceMonth, ShareCell } from './cells';
import { type ChangeDrivers, changeDrivers } from './change-drivers';
import { methodInForce } from './method-version';
import type { RiskMethod } from './risk-method';

export interface WhatIf {
  readonly before: AreaAssessment;
  readonly after: AreaAssessment;
  /** null where either has no index. */
  readonly change: ChangeDrivers | null;
}

/**
 * What the index would be if some of an area's figures were others, say after a renewal drive. The city's totals include
 * the area, so they change by as much; a figure that was or becomes unknown leaves them as they are.
 */
export function assessIf(
  area: AreaMonth,
  city: PlaceMonth,
  changes: Cells,
  method: RiskMethod = methodInForce,
): WhatIf {
  const before = assessArea(area, city, method);
  const cells = { ...area.cells, ...changes };
  const total = { ...city, cells: totalsAfter(city.cells, area.cells, changes) };
  const after = assessArea({ ...area, cells, ageMonths: agesAfter(area.ageMonths, changes) }, total, method);
  return { before, after, change: changeDrivers(before, after, method) };
}

function totalsAfter(totals: Cells, before: Cells, changes: Cells): Cells {
  const changed = (Object.keys(changes) as (keyof Cells)[]).map((id) => {
    const [total, was, becomes] = [totals[id], before[id], changes[id]];
    return [id, total && was && becomes ? moved(total, was, becomes) : total] as const;
  });
  return { ...totals, ...Object.fromEntries(changed) };
}

// A total is moved by what its part moved; of days since an activity there is no total.
function moved(total: Cell, was: Cell, becomes: Cell): Cell {
  const by = (sum: number, from: number, to: number): number => Math.max(0, sum + to - from);
  if ('w' in total && 'w' in was && 'w' in becomes)
    return { w: by(total.w, was.w, becomes.w), n: by(total.n, was.n, becomes.n) };
  if (isShare(total) && isShare(was) && isShare(becomes))
    return { x: by(total.x, was.x, becomes.x), n: by(total.n, was.n, becomes.n) };
  return total;
}

function isShare(cell: Cell): cell is ShareCell {
  return 'x' in cell && cell.n !== null;
}

// What is supposed is supposed now: it has no age.
function agesAfter(ages: AreaMonth['ageMonths'], changes: Cells): AreaMonth['ageMonths'] {
  return ages && Object.fromEntries(Object.entries(ages).filter(([id]) => !(id in changes)));
}
