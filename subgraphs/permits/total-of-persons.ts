import { areaLevelOf } from '../shared/area-code';
import { type DisclosedCount, neverTold, told } from '../shared/disclosed-count';
import { primaryDisclosure } from '../shared/disclosure';

/**
 * The `totalCount` of a list of persons' records. It is told of a district's whole list only: what is told of one level
 * alone adds up to nothing that is told, and what is never filtered has no other part.
 */
export async function totalOfPersons(
  code: string,
  filter: object | null | undefined,
  count: (code: string) => Promise<number>,
): Promise<DisclosedCount> {
  if (filter != null || areaLevelOf(code) !== 'DISTRICT') return neverTold;
  const value = await count(code);
  return told({ value, disclosure: primaryDisclosure(value) });
}
