/** A document of the store's benchmark: about 270 bytes in 11 fields. */
export interface Row {
  _id: string;
  [field: string]: unknown;
}

export const areas = 514;
export const idOf = (number: number): string => `row-${String(number).padStart(9, '0')}`;
export const areaOf = (number: number): string => `${11 + (number % 84)}.${String(number).padStart(2, '0')}`;

export function rowOf(number: number): Row {
  return {
    _id: idOf(number),
    area: areaOf(number % areas),
    date: new Date(Date.UTC(2024, 0, 1) + (number % 1_000) * 86_400_000),
    score: (number % 997) / 10,
    count: number % 400,
    kind: number % 3 === 0 ? 'work' : 'visit',
    holder: `Person number ${number}`,
    isOpen: number % 2 === 0,
    note: 'an ordinary remark of some length',
    tags: ['first', 'second'],
    version: 1,
  };
}
