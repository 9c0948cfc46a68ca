import { describe, expect, it } from '@jest/globals';

import { pilkadaDki2024 } from '../../../subgraphs/security/election-figures';
import { securityImports } from '../../../subgraphs/security/imports';
import type { PoliticalEventRow } from '../../../subgraphs/security/models/PoliticalEvent';
import type { TensionReportRow } from '../../../subgraphs/security/models/TensionReport';
import { faultsOf, faultyColumns, parseRows, parseSample, recordOf } from '../import/parse-sample';

function importOf(kind: string) {
  const definition = securityImports.find((each) => each.kind === kind);
  if (definition === undefined) throw new Error(`no import of ${kind}`);
  return definition;
}

describe('the import of tension reports', () => {
  it('makes one record a row; one that is not verified has no such day', async () => {
    const parsed = await parseSample(importOf('tension-reports'), 'tension-reports-good.csv');
    expect(recordOf(parsed[2])).toEqual({
      _id: 'FKDM-2024-0003',
      areaCode: '31.75.06.1003',
      areaPath: ['31', '31.75', '31.75.06', '31.75.06.1003'],
      reportedOn: '2024-10-12',
      verifiedOn: null,
      subject: 'RUMOUR',
    } satisfies TensionReportRow);
  });

  it('finds one fault in each row of the bad sample', async () => {
    expect(faultyColumns(await parseSample(importOf('tension-reports'), 'tension-reports-bad.csv'))).toEqual([
      ['report_number'],
      ['report_number'],
      ['reported_on'],
      ['verified_on'],
      ['verified_on'],
      ['area_code'],
      ['subject'],
    ]);
  });
});

describe('the import of political events', () => {
  it('makes one record a row, of events to come too', async () => {
    const parsed = await parseSample(importOf('political-events'), 'political-events-good.csv');
    expect(recordOf(parsed[5])).toEqual({
      _id: 'POL-2024-0006',
      areaCode: '31.75.06.1001',
      areaPath: ['31', '31.75', '31.75.06', '31.75.06.1001'],
      kind: 'CAMPAIGN_RALLY',
      heldOn: '2024-11-16',
    } satisfies PoliticalEventRow);
  });

  it('finds one fault in each row of the bad sample', async () => {
    expect(faultyColumns(await parseSample(importOf('political-events'), 'political-events-bad.csv'))).toEqual([
      ['event_number'],
      ['event_number'],
      ['kind'],
      ['held_on'],
      ['held_on'],
      ['area_code'],
      ['area_code'],
    ]);
  });
});

describe('the import of elections', () => {
  const elections = importOf('elections');

  it('makes the calendar of the phases that have days, in their order', async () => {
    const [parsed] = await parseRows(elections, [
      {
        election: 'pilkada-dki-2024',
        name: pilkadaDki2024.name,
        voting_day: '2024-11-27',
        ...Object.fromEntries(
          pilkadaDki2024.phases.flatMap(({ kind, from, to }) => [
            [`${kind.toLowerCase()}_to`, to],
            [`${kind.toLowerCase()}_from`, from],
          ]),
        ),
      },
    ]);
    expect(recordOf(parsed)).toEqual(pilkadaDki2024);
    const [bare] = await parseRows(elections, [{ election: 'e-1', name: 'Some', voting_day: '2024-11-27' }]);
    expect(recordOf(bare)).toMatchObject({ phases: [] });
  });

  it('finds one fault in each row of the bad sample', async () => {
    const parsed = await parseSample(elections, 'elections-bad.csv');
    expect(faultyColumns(parsed)).toEqual([
      ['election'],
      ['election'],
      ['name'],
      ['voting_day'],
      ['campaign_to'],
      ['campaign_from'],
      ['recapitulation_to'],
    ]);
    expect(faultsOf(parsed)[4]).toEqual(['campaign_to: must be given with campaign_from']);
  });
});

describe('the import of polling stations', () => {
  it('takes a station of a district by its full number, as it is exported', async () => {
    const row = { station_number: '31.75.03-007', area_code: '31.75.03', registered_voters: '571' };
    const [parsed] = await parseRows(importOf('polling-stations'), [row]);
    expect(recordOf(parsed)).toMatchObject({ _id: '31.75.03-007', areaCode: '31.75.03', number: 7 });
  });
});
