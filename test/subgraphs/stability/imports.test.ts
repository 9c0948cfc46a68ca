import { describe, expect, it } from '@jest/globals';

import type { RawRow } from '../../../subgraphs/shared/import-definition';
import { stabilityImports } from '../../../subgraphs/stability/imports';
import type { JointActivityRow } from '../../../subgraphs/stability/models/JointActivity';
import { faultsOf, faultyColumns, parseRows, parseSample, recordOf } from '../import/parse-sample';

const activities = stabilityImports.find(({ kind }) => kind === 'joint-activities');
if (activities === undefined) throw new Error('no import of joint activities');

const visit: RawRow = {
  activity_number: 'TIMPORA-1',
  title: 'Joint visit',
  kind: 'JOINT_VISIT',
  held_on: '2024-10-20',
  agencies: 'TIMPORA;IMMIGRATION',
  area_codes: '31.75.06.1001;31.75.03',
};

describe('the import of joint activities', () => {
  it('keeps the areas as named, with all they lie in, and numbers what was agreed', async () => {
    const [parsed] = await parseRows(activities, [
      {
        ...visit,
        action_tasks: 'Report; Figures',
        action_owners: 'timpora;UNHCR',
        action_due_on: '2024-11-10;2024-10-31',
        action_done_on: ';2024-10-30',
      },
    ]);
    expect(recordOf(parsed)).toEqual({
      _id: 'TIMPORA-1',
      title: 'Joint visit',
      kind: 'JOINT_VISIT',
      heldOn: '2024-10-20',
      agencies: ['TIMPORA', 'IMMIGRATION'],
      areaCodes: ['31.75.06.1001', '31.75.03'],
      areaPath: ['31', '31.75', '31.75.06', '31.75.06.1001', '31.75.03'],
      actionItems: [
        { id: '1', task: 'Report', owner: 'TIMPORA', dueOn: '2024-11-10', doneOn: null },
        { id: '2', task: 'Figures', owner: 'UNHCR', dueOn: '2024-10-31', doneOn: '2024-10-30' },
      ],
    } satisfies JointActivityRow);
  });

  it('takes an activity at which nothing was agreed', async () => {
    const [parsed] = await parseRows(activities, [visit]);
    expect(recordOf(parsed)).toMatchObject({ actionItems: [] });
  });

  it('reads the same from a table and from lines of JSON', async () => {
    const fromLines = await parseSample(activities, 'joint-activities-good.ndjson');
    const fromTable = await parseSample(activities, 'joint-activities-good.csv');
    expect(fromLines).toHaveLength(3);
    expect(fromLines).toEqual(fromTable.slice(0, 3));
  });

  it('says which of the areas is none', async () => {
    const parsed = await parseRows(activities, [{ ...visit, area_codes: '31.75.06;31.75.99' }]);
    expect(faultsOf(parsed)).toEqual([
      ['area_codes: "31.75.99" is not the code of an area; see idn-area-data for the list'],
    ]);
  });

  it('finds one fault in each row of the bad sample', async () => {
    expect(faultyColumns(await parseSample(activities, 'joint-activities-bad.csv'))).toEqual([
      ['activity_number'],
      ['title'],
      ['kind'],
      ['held_on'],
      ['agencies'],
      ['agencies'],
      ['area_codes'],
      ['area_codes'],
      ['action_tasks'],
      ['action_owners'],
      ['action_due_on'],
      ['action_done_on'],
      ['action_done_on'],
    ]);
  });
});
