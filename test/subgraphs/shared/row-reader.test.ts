import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { isDay } from '../../../subgraphs/shared/calendar';
import { RowReader } from '../../../subgraphs/shared/row-reader';

async function read<Value>(value: string | undefined, ask: (reader: RowReader) => Value) {
  const row = value === undefined ? {} : { column: value };
  const reader = new RowReader(row, { areas: await loadAreaCatalogue(), today: '2024-10-31' });
  const found = ask(reader);
  const result = reader.result('31.75', []);
  return { found, reasons: result.ok ? [] : result.faults.map(({ column, reason }) => `${column}: ${reason}`) };
}
const good = async <Value>(value: string, ask: (reader: RowReader) => Value): Promise<Value> => {
  const { found, reasons } = await read(value, ask);
  expect(reasons).toEqual([]);
  return found;
};
const fault = async (value: string | undefined, ask: (reader: RowReader) => unknown): Promise<string> => {
  const { reasons } = await read(value, ask);
  expect(reasons).toHaveLength(1);
  return reasons[0] ?? '';
};

describe('text', () => {
  it('is trimmed', async () =>
    expect(await good('  Kampung Melayu ', (row) => row.text('column'))).toBe('Kampung Melayu'));
  it.each([undefined, '', '   '])('must be there: %j', async (value) =>
    expect(await fault(value, (row) => row.text('column'))).toBe('column: must not be empty'),
  );
  it('has a longest length', async () => {
    expect(await good('x'.repeat(200), (row) => row.text('column'))).toHaveLength(200);
    expect(await fault('x'.repeat(201), (row) => row.text('column'))).toBe('column: is longer than 200 characters');
  });
  it('is null where it may be left out', async () =>
    expect(await good(' ', (row) => row.optionalText('column'))).toBeNull());
  it('is not found on the prototype of a row', async () => {
    const reader = new RowReader({}, { areas: await loadAreaCatalogue(), today: '2024-10-31' });
    expect(reader.optionalText('constructor')).toBeNull();
  });
});

describe('a number of the agency', () => {
  it.each(['IT-500001', '3175/2024.1', 'a'])('may be %s', async (value) =>
    expect(await good(value, (row) => row.number('column'))).toBe(value),
  );
  it.each(['-1', '=1+1', 'IT 1', 'IT_1', 'é', `A${'1'.repeat(64)}`])('may not be %s', async (value) =>
    expect(await fault(value, (row) => row.number('column'))).toMatch(/^column: must be a number of letters, digits/),
  );
  it('is faulty once when it is missing', async () =>
    expect(await fault('', (row) => row.number('column'))).toBe('column: must not be empty'));
  it('is null where it may be left out', async () =>
    expect(await good('', (row) => row.optionalNumber('column'))).toBeNull());
});

describe('a choice', () => {
  const kinds = ['BOARDING_HOUSE', 'HOTEL'] as const;
  it.each(['BOARDING_HOUSE', 'boarding house', ' Boarding-House '])('is recognised as %j', async (value) =>
    expect(await good(value, (row) => row.choice('column', kinds))).toBe('BOARDING_HOUSE'),
  );
  it.each(['', 'TENT', 'HOTEL;HOTEL'])('is refused with the list: %j', async (value) =>
    expect(await fault(value, (row) => row.choice('column', kinds))).toBe(
      'column: must be one of BOARDING_HOUSE, HOTEL',
    ),
  );
  it('may be several, each once', async () => {
    expect(await good('hotel; boarding house;;HOTEL', (row) => row.choices('column', kinds))).toEqual([
      'HOTEL',
      'BOARDING_HOUSE',
    ]);
    expect(await good('', (row) => row.choices('column', kinds))).toEqual([]);
    expect(await fault('HOTEL;TENT', (row) => row.choices('column', kinds))).toMatch(/separated by semicolons$/);
  });
});

describe('a day', () => {
  it('is every day of the calendar and nothing else', async () => {
    const help = { areas: await loadAreaCatalogue(), today: '2024-10-31' };
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(new RowReader({ column: day }, help).day('column')).toBe(day);
        },
      ),
    );
  });
  it.each(['', '2024-02-30', '2023-02-29', '2024-13-01', '2024-1-7'])('is not %j', async (value) =>
    expect(await fault(value, (row) => row.day('column'))).toBe('column: must be a day such as 2024-10-17'),
  );
  it('is null where it may be left out', async () => {
    expect(await good('', (row) => row.optionalDay('column'))).toBeNull();
    expect(await fault('soon', (row) => row.optionalDay('column'))).toMatch(/must be a day/);
  });
  it('may be several: sorted, each once', async () => {
    const value = '2024-10-17; 2024-01-02;2024-10-17;';
    expect(await good(value, (row) => row.days('column'))).toEqual(['2024-01-02', '2024-10-17']);
    expect(await fault('2024-10-17,2024-10-18', (row) => row.days('column'))).toMatch(/separated by semicolons/);
  });
  it('that is asked of any text is a day or a fault', async () => {
    const help = { areas: await loadAreaCatalogue(), today: '2024-10-31' };
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reader = new RowReader({ column: text }, help);
        expect(isDay(reader.day('column'))).toBe(true);
        expect(reader.result('', []).ok).toBe(isDay(text.trim()));
      }),
    );
  });
});

describe('a whole number', () => {
  it.each([
    ['0', 0],
    ['-5', -5],
    ['12', 12],
  ])('is read: %s', async (value, number) =>
    expect(await good(value, (row) => row.integer('column', -5, 12))).toBe(number),
  );
  it.each(['', '13', '-6', '1.5', '1e1', '0x1', 'one', '9'.repeat(16)])('is refused: %j', async (value) =>
    expect(await fault(value, (row) => row.integer('column', -5, 12))).toBe(
      'column: must be a whole number from -5 to 12',
    ),
  );
});

describe('yes or no', () => {
  it.each(['yes', 'TRUE', '1', 'Ya'])('is yes: %s', async (value) =>
    expect(await good(value, (row) => row.yesNo('column'))).toBe(true),
  );
  it.each(['no', 'False', '0', 'tidak', ''])('is no: %j', async (value) =>
    expect(await good(value, (row) => row.yesNo('column'))).toBe(false),
  );
  it('is nothing else', async () => expect(await fault('maybe', (row) => row.yesNo('column'))).toMatch(/yes or no/));
});

describe('an area', () => {
  it('comes with all it lies in', async () =>
    expect(await good(' 31.75.03.1001', (row) => row.area('column'))).toEqual({
      areaCode: '31.75.03.1001',
      areaPath: ['31', '31.75', '31.75.03', '31.75.03.1001'],
    }));
  it('must exist', async () =>
    expect(await fault('31.75.99', (row) => row.area('column'))).toMatch(/is not the code of an area/));
  it('is named where a retired code has a successor', async () =>
    expect(await fault('91.01', (row) => row.area('column'))).toBe(
      'column: was retired on 2022-07-25 (Law 14/2022 on South Papua); write 93.01',
    ));
  it('is not guessed in an area whose code was retired', async () =>
    expect(await fault('92.01.01.1001', (row) => row.area('column'))).toMatch(
      /^column: lies in 92\.01, which was retired on 2022-12-08 .* and is 96\.01 now; .* look the area up in 96\.01 by its name$/,
    ));
  it('is not guessed from a BPS code', async () =>
    expect(await fault('3172', (row) => row.area('column'))).toMatch(/"3172" looks like a BPS code.*31\.75/));
});

describe('a row', () => {
  it('tells all its faults at once, with what stands there', async () => {
    const reader = new RowReader(
      { kind: 'TENT', on: 'x'.repeat(100) },
      { areas: await loadAreaCatalogue(), today: '2024-10-31' },
    );
    reader.choice('kind', ['HOTEL']);
    reader.day('on');
    reader.text('name');
    expect(reader.result('', [])).toEqual({
      ok: false,
      faults: [
        { column: 'kind', value: 'TENT', reason: 'must be one of HOTEL' },
        { column: 'on', value: 'x'.repeat(80), reason: 'must be a day such as 2024-10-17' },
        { column: 'name', value: '', reason: 'must not be empty' },
      ],
    });
  });
  it('is not also blamed for a comparison with a faulty value', async () => {
    const reader = new RowReader({ on: 'soon' }, { areas: await loadAreaCatalogue(), today: '2024-10-31' });
    reader.demand(reader.day('on') >= '2024-01-01', 'on', 'must not be before 2024');
    expect(reader.result('', [])).toMatchObject({ faults: [{ reason: 'must be a day such as 2024-10-17' }] });
  });
});

describe('an area by name', () => {
  const areaOf = async (row: Record<string, string>) => {
    const reader = new RowReader(row, { areas: await loadAreaCatalogue(), today: '2024-10-31' });
    const { areaCode } = reader.area('area_code');
    const told = reader.result('', []);
    return told.ok ? areaCode : told.faults.map(({ column, reason }) => `${column}: ${reason}`);
  };
  const place = { district_name: 'Jatinegara', city_name: 'Jakarta Timur' };

  it('stands in the place of its code, in a column of its own or in that of the code', async () => {
    expect(await areaOf({ area_name: 'Bidara Cina', ...place })).toBe('31.75.03.1002');
    expect(await areaOf({ area_code: 'Bidara Cina', ...place })).toBe('31.75.03.1002');
    expect(await areaOf({ area_name: '31.75.03.1002' })).toBe('31.75.03.1002');
  });

  it('must not be another place than its code', async () => {
    expect(await areaOf({ area_code: '31.75.03.1001', area_name: 'Bidara Cina', ...place })).toEqual([
      'area_code: is Kampung Melayu, and area_name is another place',
    ]);
    expect(await areaOf({ area_code: '31.75.03.1001', area_name: 'Kp. Melayu' })).toBe('31.75.03.1001');
  });

  it('that cannot be found is told at the column that is wrong', async () => {
    expect(await areaOf({ area_name: 'Bidara Cina', district_name: 'Atlantis' })).toEqual([
      'district_name: "Atlantis" is no district',
    ]);
    expect(await areaOf({ area_name: '3172010001' })).toEqual([expect.stringMatching(/^area_code: .*BPS code/)]);
  });
});

describe('a number with dots between its thousands', () => {
  it.each([
    ['1.234', 1_234],
    ['1.234.567', 1_234_567],
  ])('is read: %s', async (value, number) =>
    expect(await good(value, (row) => row.integer('column', 0, 9_999_999))).toBe(number),
  );
  it.each(['1.2340', '1,234', '1234.567', '.234', '1..234'])('is not %s', async (value) =>
    expect(await fault(value, (row) => row.integer('column', 0, 9_999_999))).toMatch(/must be a whole number/),
  );
});
