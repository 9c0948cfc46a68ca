import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { assessArea } from '../../../../../subgraphs/stability/method/assess-area';
import type { AreaAssessment } from '../../../../../subgraphs/stability/method/assessment';
import { assessCity } from '../../../../../subgraphs/stability/method/city-baseline';
import {
  explainAssessment,
  type ToExplain,
} from '../../../../../subgraphs/stability/method/explain/explain-assessment';
import { wordsOf } from '../../../../../subgraphs/stability/method/words/language';
import { languages } from '../../../../../subgraphs/stability/method/words/words';
import { anyArea, anyCity } from '../arbitraries';
import { goldenPlace } from '../golden/golden';

const golden = (key: string, cells = {}): AreaAssessment => {
  const { area, city } = goldenPlace(key);
  return assessArea({ ...area, cells: { ...area.cells, ...cells } }, city);
};

const toExplain = (assessment: AreaAssessment, earlier: readonly AreaAssessment[] = []): ToExplain => ({
  place: 'Jatinegara',
  assessment,
  previous: earlier.at(-1) ?? null,
  city: assessCity(goldenPlace('31.75.03@2024-10').city, '2024-10'),
  history: [...earlier, assessment],
});

const october = golden('31.75.03@2024-10');
const september = golden('31.75.03@2024-09');
const inJuly = { ...golden('31.75.03@2024-09'), period: '2024-07' };

describe('explainAssessment', () => {
  it('says in English what the index is, how sure, what it rests on, why it moved and what may help', () => {
    expect(explainAssessment(toExplain(october, [inJuly, september]), 'en')).toEqual([
      'Jatinegara, October 2024: the stability-risk index is 5.2 of 10, level SIAGA (alert).',
      'With 90 % probability it lies between 4.8 and 5.6; the probability that the level is SIAGA (alert) is 77 %.',
      "Reliability of the data: grade A (A is best, D least). Every figure came, is of the month and is the area's own.",
      'From 0 (calm) to 10 (worst): incidents and tension 5.4, unmet protection needs 6.3, lack of coping capacity 4.1.',
      'It rests most on: lodgings that did not report (51 %; 0.68 points), verified tension reports (6.0 per 100,000 residents; 0.56 points), incidents by severity (14.4 per 100,000 residents; 0.53 points).',
      'Since September 2024 it rose by 0.7, from 4.5: days since the last joint activity +0.18, verified tension reports +0.10, incidents by severity +0.09, all else +0.29.',
      'It is 1.3 above the city, which stands at 3.9: polling stations flagged +0.20, lodgings that did not report +0.20, verified tension reports +0.17, all else +0.72.',
      'Over 3 months it is worsening.',
      'The alert stands at SIAGA (alert). A person has to confirm it before anything is done.',
      'Protective action that may answer it, for people to decide:',
      '- A coordination meeting of the agencies for the area.',
      '- A dialogue of residents, led by the community and inter-faith forums, before tension becomes an incident.',
      '- Mediation between the groups concerned, with the community early-warning forum.',
      'The index (method asri-1) is about an area and helps to set priorities. It is no forecast and says nothing of any person.',
    ]);
  });

  it('says the same in Indonesian, with its months and decimal commas', () => {
    const lines = explainAssessment(toExplain(october, [september]), 'id');
    expect(lines[0]).toBe('Jatinegara, Oktober 2024: indeks risiko stabilitas 5,2 dari 10, tingkat SIAGA.');
    expect(lines[5]).toMatch(/^Sejak September 2024 naik 0,7, dari 4,5: hari sejak kegiatan bersama terakhir \+0,18, /);
    expect(lines).toContain('Status peringatan: SIAGA. Harus dikonfirmasi oleh petugas sebelum ada tindakan.');
    expect(lines).toHaveLength(explainAssessment(toExplain(october, [september]), 'en').length);
  });

  it('says what is missing, pooled or old', () => {
    const told = explainAssessment(toExplain(golden('31.75.06@2024-10', { V1: { x: 1, n: 4 } })), 'en')[2];
    expect(told).toContain('Missing: lodgings that did not report.');
    expect(told).toContain("By the city's share, since too few persons are concerned here: lapsed documents");
    expect(told).toContain('Older than the month: permit applications past the service standard (3 months old).');
  });

  it('gives no number where the data are insufficient, and says for what', () => {
    const lines = explainAssessment(toExplain(golden('31.75.03@2024-10', { C1: null, C2: null, C3: null })), 'en');
    expect(lines[0]).toBe(
      'Jatinegara, October 2024: the data are insufficient for an index. Too little came for: lack of coping capacity.',
    );
    expect(lines).toHaveLength(3);
  });

  it('names no level, alert or action where the grade is D', () => {
    const half = { H1: null, H2: null, V1: null, V2: null, C1: null, C2: null };
    const text = explainAssessment(toExplain(golden('31.75.03@2024-10', half)), 'en').join('\n');
    expect(text).toContain('the data are insufficient for a level');
    expect(text).not.toMatch(/SIAGA|WASPADA|NORMAL|AWAS|Protective action/);
  });

  it('says that an alert is held where the index is already lower', () => {
    const august = { ...october, period: '2024-08' };
    const text = explainAssessment(toExplain({ ...september, period: '2024-09' }, [august]), 'en').join('\n');
    expect(text).toContain('The alert is still at SIAGA (alert): it falls only after two months clearly below.');
    expect(text).not.toContain('A person has to confirm');
    expect(text).toContain('Protective action');
  });

  it('suggests no action below SIAGA', () => {
    expect(explainAssessment(toExplain(september), 'en').join('\n')).not.toContain('Protective action');
  });

  it('has words for everything in both languages, none left empty or the same sentence', () => {
    const [en, id] = [wordsOf('en'), wordsOf('id')];
    expect(Object.keys(id)).toEqual(Object.keys(en));
    for (const part of ['indicators', 'actions', 'dimensions', 'trends'] as const) {
      const [ours, theirs] = [Object.values<string>(en[part]), Object.values<string>(id[part])];
      expect([...ours, ...theirs].every((text) => text.trim() !== '')).toBe(true);
      expect(ours.filter((text) => theirs.includes(text))).toEqual([]);
    }
  });

  it('never says undefined or NaN, whatever was assessed', () => {
    fc.assert(
      fc.property(anyArea, anyCity, fc.constantFrom(...languages), (area, city, language) => {
        const assessment = assessArea(area, city);
        const text = explainAssessment(toExplain(assessment, [september]), language).join('\n');
        expect(text).not.toMatch(/undefined|NaN|null|\[object/);
      }),
    );
  });
});
