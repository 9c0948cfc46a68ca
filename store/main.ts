export { capabilities, unsupportedIn } from './capabilities';
export { type RunningStore, startStore, type StoreOptions, type StoreSummary } from './start-store';
export { emptyFolder } from './tools/empty-folder';
export { exportStore } from './tools/export-store';
export { importFiles } from './tools/import-files';
export { type CollectionStats, storeStats } from './tools/store-stats';
