import type { Day } from '../shared/calendar';
import type { ElectionRow } from './models/Election';

/**
 * Whether the flags of polling stations say something on a day: from the day the candidates of an election are set
 * until the last day of its recapitulation. An election without these two phases never makes them count.
 */
export function flagsCountOn(elections: readonly Pick<ElectionRow, 'phases'>[], day: Day): boolean {
  return elections.some(({ phases }) => {
    const first = phases.find(({ kind }) => kind === 'CANDIDATES_SET')?.from;
    const last = phases.find(({ kind }) => kind === 'RECAPITULATION')?.to;
    return first !== undefined && last !== undefined && first <= day && day <= last;
  });
}
