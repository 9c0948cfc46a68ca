import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { retiredArea, successions } from '../../../subgraphs/shared/retired-areas';

const pairs = successions.flatMap(({ codes }) => Object.entries(codes));

describe('retired areas', () => {
  it('are no areas now, and each has a regency or city of its own that followed it', async () => {
    const areas = await loadAreaCatalogue();
    expect(pairs).toHaveLength(26);
    for (const [code, successor] of pairs) {
      expect({ code, isThere: areas.has(code) }).toEqual({ code, isThere: false });
      expect({ successor, level: areas.get(successor)?.level }).toEqual({ successor, level: 'CITY' });
    }
    expect(new Set(pairs.map(([, successor]) => successor)).size).toBe(pairs.length);
  });

  it('are all whose regencies the four new provinces have', async () => {
    const areas = await loadAreaCatalogue();
    const regencies = ['93', '94', '95', '96'].flatMap((province) => areas.within(province, 'CITY'));
    expect(pairs.map(([, successor]) => successor).sort()).toEqual(regencies);
  });

  it('are known by what lies in them, and nothing is known of other codes', () => {
    expect(retiredArea('91.08.01.1003')).toMatchObject({ code: '91.08', successor: '94.03' });
    expect(retiredArea('31.75.99')).toBeNull();
  });

  it('are listed in docs/data.md', () => {
    const text = readFileSync(join(projectRoot, 'docs', 'data.md'), 'utf8');
    expect(pairs.filter(([code, successor]) => !text.includes(`${code} → ${successor}`))).toEqual([]);
  });
});
