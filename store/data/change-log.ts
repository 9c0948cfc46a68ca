import type { IndexSpec } from './collection-index';

/** Hears every change of the data as it happens; the journal is one, and a store in memory has a silent one. */
export interface ChangeLog {
  put(namespace: string, document: Uint8Array): void;
  remove(namespace: string, id: unknown): void;
  create(namespace: string): void;
  drop(namespace: string): void;
  createIndex(namespace: string, spec: IndexSpec): void;
  dropIndex(namespace: string, name: string): void;
}

const ignore = (): void => undefined;

export const silentLog: ChangeLog = {
  put: ignore,
  remove: ignore,
  create: ignore,
  drop: ignore,
  createIndex: ignore,
  dropIndex: ignore,
};
