import { describe, expect, it } from '@jest/globals';

import { assessArea } from '../../../../subgraphs/stability/method/assess-area';
import type { AreaAssessment } from '../../../../subgraphs/stability/method/assessment';
import { indicatorIds } from '../../../../subgraphs/stability/method/cells';
import { changeDrivers } from '../../../../subgraphs/stability/method/change-drivers';
import { protectiveActions } from '../../../../subgraphs/stability/method/protective-actions';
import { goldenPlace } from './golden/golden';

const golden = (key: string, cells = {}): AreaAssessment => {
  const { area, city } = goldenPlace(key);
  return assessArea({ ...area, cells: { ...area.cells, ...cells } }, city);
};
const october = golden('31.75.03@2024-10');
const all = protectiveActions(october, null, 12);

describe('protectiveActions', () => {
  it('answers first what raised the index most, then what it rests on', () => {
    const change = changeDrivers(golden('31.75.03@2024-09'), october);
    expect(protectiveActions(october, change).map(({ indicator }) => indicator)).toEqual(['C3', 'H3', 'H1']);
    expect(protectiveActions(october, null).map(({ indicator }) => indicator)).toEqual(['C4', 'H3', 'H1']);
  });

  it('answers a backlog of documents with a renewal drive, by UNHCR, in English and Indonesian', () => {
    const action = all.find(({ indicator }) => indicator === 'V1');
    expect(action).toMatchObject({ activity: 'SERVICE_DRIVE', agency: 'UNHCR' });
    expect(action?.text.en).toContain('renewal drive');
    expect(action?.text.id).toContain('memperbarui dokumen');
  });

  it('has an answer to every indicator, none of them twice', () => {
    expect(all.map(({ indicator }) => indicator).sort()).toEqual([...indicatorIds].sort());
    expect(new Set(all.map(({ text }) => text.en)).size).toBe(12);
  });

  it('never suggests enforcement against persons', () => {
    const enforcement =
      /arrest|detain|detention|deport|raid|operation|patrol|inspect|check on|surveil|expel|evict(?!ion)|fine\b|penal|sanction|razia|operasi|tangkap|tahan\b|penahanan|deportasi|detensi|denda|sanksi|patroli|sidak|pengawasan orang|usir/i;
    expect(all.filter(({ text }) => enforcement.test(`${text.en} ${text.id}`))).toEqual([]);
    expect(all.map(({ activity }) => activity)).not.toContain('JOINT_VISIT');
  });

  it('suggests nothing for what stands at 0, and nothing without an index', () => {
    const calm = golden('31.75.03@2024-10', { C3: { value: 0 } });
    expect(protectiveActions(calm, null, 12).map(({ indicator }) => indicator)).not.toContain('C3');
    expect(protectiveActions(golden('31.75.03@2024-10', { C1: null, C2: null, C3: null }), null)).toEqual([]);
  });
});
