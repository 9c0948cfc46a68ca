import { assessArea } from './assess-area';
import type { AreaAssessment } from './assessment';
import type { AreaMonth, Cell, Cells, PlaceMonth } from './cells';
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

// A total is moved by what its part moved, count by count; of days since an activity there is no total.
function moved(total: Cell, was: Cell, becomes: Cell): Cell {
  if ('value' in total || 'pooled' in total || 'pooled' in was || 'pooled' in becomes) return total;
  const [from, to] = [counts(was), counts(becomes)];
  const sums = Object.entries(total).map(([key, sum]) => [key, Math.max(0, sum + (to[key] ?? 0) - (from[key] ?? 0))]);
  return Object.fromEntries(sums) as unknown as Cell;
}

function counts(cell: Cell): Readonly<Record<string, number>> {
  return cell as unknown as Readonly<Record<string, number>>;
}

// What is supposed is supposed now: it has no age.
function agesAfter(ages: AreaMonth['ageMonths'], changes: Cells): AreaMonth['ageMonths'] {
  return ages && Object.fromEntries(Object.entries(ages).filter(([id]) => !(id in changes)));
}
