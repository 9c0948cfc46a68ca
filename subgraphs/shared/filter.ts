import mongoose from 'mongoose';

// The only file that builds query operators. Values come from checked scalars and enums; with sanitizeFilter on,
// an operator that did not pass through here is refused by mongoose before it reaches the database.
const operator = <Condition extends object>(condition: Condition): Condition =>
  mongoose.trusted(condition as unknown as Record<string, unknown>) as unknown as Condition;

type Value = string | number | Date;

export type Filter = Record<string, unknown>;

export const oneOf = (values: readonly string[]) => operator({ $in: [...values] });
export const noneOf = (values: readonly string[]) => operator({ $nin: [...values] });
export const from = (value: Value) => operator({ $gte: value });
export const upTo = (value: Value) => operator({ $lte: value });
export const between = (low: string | number, high: string | number) => operator({ $gte: low, $lte: high });
export const after = (value: Value) => operator({ $gt: value });
export const before = (value: Value) => operator({ $lt: value });
export const anyOf = (filters: readonly Filter[]): Filter => ({ $or: filters.map((filter) => operator(filter)) });
export const allOf = (filters: readonly Filter[]): Filter => ({ $and: filters.map((filter) => operator(filter)) });
