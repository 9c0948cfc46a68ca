import type { ImportDefinition } from '../shared/import-definition';

export const stabilityImports: readonly ImportDefinition[] = [];
