import type { Model } from 'mongoose';

const duplicateKey = 11_000;

/** Inserts a document; false when there is one of its `_id` already, which stays as it is. */
export async function insertOnce<Row extends { readonly _id: unknown }>(rows: Model<Row>, row: Row): Promise<boolean> {
  try {
    await rows.insertOne(row as never);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === duplicateKey) return false;
    throw error;
  }
}
