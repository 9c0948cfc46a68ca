import { badInput } from './subgraph-errors';

export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

export const maxPage = 100;
export const signalMonths = 14;

/** @throws BAD_USER_INPUT unless `first` lies from 1 to `max`. */
export function checkFirst(first: number, max: number = maxPage): number {
  if (!Number.isInteger(first) || first < 1 || first > max) {
    throw badInput(`first: ${first} must be from 1 to ${max}; walk longer lists with after: pageInfo.endCursor.`);
  }
  return first;
}

/** @throws BAD_USER_INPUT unless `months` lies from 1 to 14. */
export function checkMonths(months: number): number {
  if (!Number.isInteger(months) || months < 1 || months > signalMonths) {
    throw badInput(`months: ${months} must be from 1 to ${signalMonths}; signals reach back ${signalMonths} months.`);
  }
  return months;
}
