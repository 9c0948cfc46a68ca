import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { checkDocuments } from '../../../gateway/check-documents';
import { generatedFolder, generatedWebFiles } from '../../support/generated-web-files';

describe('what is generated for the dashboard', () => {
  it('fits its operations and the supergraph (UPDATE_WEB=1 writes it anew)', async () => {
    const files = await generatedWebFiles();
    if (process.env.UPDATE_WEB) {
      mkdirSync(generatedFolder, { recursive: true });
      for (const [name, text] of files) writeFileSync(join(generatedFolder, name), text);
    }
    for (const [name, text] of files) expect(readFileSync(join(generatedFolder, name), 'utf8')).toBe(text);
  });

  it('names documents that the supergraph can answer', async () => {
    const report = await checkDocuments(join(generatedFolder, 'trusted-documents.json'), 'schema/supergraph.graphql');
    expect(report.mistakes).toEqual([]);
    expect(report.documents).toBeGreaterThan(0);
  });
});
