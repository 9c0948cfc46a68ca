import { describe, expect, it } from '@jest/globals';

import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import { mappingMistakes, readMapping } from '../../../subgraphs/import/mapping';
import { openSource } from '../../../subgraphs/import/source-file';
import { suggestMapping } from '../../../subgraphs/import/suggest-mapping';
import { makeWorkbook } from '../../support/workbook';
import { collect, definitionOf, temporaryFolder } from './support';

const { write } = temporaryFolder();
const definitions = subgraphDefinitions.flatMap(({ imports }) => imports);
const suggest = (content: string | Uint8Array, name?: string) => suggestMapping(write(content, name), definitions, {});

const office = [
  'DATA IZIN TINGGAL;;;;;;;;;;',
  'No. Izin;Tipe;Indeks Vsa;Berlaku Dari;Berlaku s/d;Kelurahan;Kecamatan;No. Pemegang;Nama WNA;Agama;Ruang',
  'RHS-1;ITAS;E23;10/17/2024;10/16/2025;Bidara Cina;Jatinegara;W-77;Rahasia Sekali;x;A1',
  'RHS-2;ITAP;E23;01/31/2024;10/16/2025;Bidara Cina;Jatinegara;W-78;Rahasia Lagi;x;A1',
].join('\n');

describe('a suggested mapping', () => {
  it('names the kind, the columns, the format of days, and what is still missing', async () => {
    const { about, ...mapping } = await suggest(office, 'office.csv');
    expect(mapping).toEqual({
      kind: 'permits',
      columns: {
        permit_number: 'No. Izin',
        kind: 'Tipe',
        index: 'Indeks Vsa',
        valid_from: 'Berlaku Dari',
        valid_until: 'Berlaku s/d',
        area_name: 'Kelurahan',
        district_name: 'Kecamatan',
        holder_number: 'No. Pemegang',
        holder_name: 'Nama WNA',
      },
      values: {},
      constants: {},
      dateFormat: 'MM/DD/YYYY',
      ignore: ['Agama', 'Ruang'],
    });
    expect(about).toMatchObject({
      headingLine: 2,
      missing: ['index_regime'],
      readAs: 'CSV in UTF-8, columns divided by semicolons',
    });
  });

  it('can be saved and used once what is missing is given', async () => {
    const suggestion = await suggest(office);
    const permits = definitionOf('permits');
    expect(mappingMistakes(suggestion, permits)).toEqual([]);
    const saved = write(JSON.stringify({ ...suggestion, constants: { index_regime: 'FROM_2024' } }), 'saved.json');
    const source = await openSource(permits, write(office), { mapping: readMapping(saved, permits) });
    expect(await collect(source.rows)).toMatchObject([
      { values: { kind: 'LIMITED', valid_from: '2024-10-17', index_regime: 'FROM_2024' } },
      { values: { kind: 'PERMANENT', valid_from: '2024-01-31' } },
    ]);
  });

  it('shows no value that may tell of somebody, only its shape', async () => {
    const text = JSON.stringify(await suggest(office));
    for (const secret of ['Rahasia', 'RHS-1', 'W-77', 'A1']) expect(text).not.toContain(secret);
    const { about } = await suggest(office);
    const samplesOf = (heading: string) => about.columns.find((each) => each.heading === heading)?.samples;
    expect(samplesOf('Nama WNA')).toEqual(['xxxxxxx xxxxxx', 'xxxxxxx xxxx']);
    expect(samplesOf('No. Izin')).toEqual(['xxx-9']);
    expect(samplesOf('Kelurahan')).toEqual(['Bidara Cina']);
  });

  it('lists words that stand for no value yet, to be given one', async () => {
    const text = 'No. Akun APOA;Jenis;Kode Wilayah;Tgl. Daftar\nA;Tenda;31.75;2024-01-01\nB;Hotel;31.75;2024-01-01\n';
    expect(await suggest(text)).toMatchObject({ kind: 'lodgings', values: { kind: { Tenda: 'Tenda' } } });
  });

  it('is of the kind that is asked for, if one is', async () => {
    const text = 'No. Penampungan;Jenis;Kode Wilayah;Tgl. Buka\nS-1;Darurat;31.75.03;2024-01-01\n';
    expect((await suggest(text)).kind).toBe('shelters');
    expect((await suggestMapping(write(text), [definitionOf('lodgings')], {})).kind).toBe('lodgings');
  });

  it('is made of workbooks and NDJSON as well', async () => {
    const rows = [
      ['No. Penampungan', 'Jenis', 'Kode Wilayah', 'Tgl. Buka'],
      ['S-1', 'Darurat', '31.75.03', { serial: 45582 }],
    ];
    expect(await suggest(makeWorkbook([{ name: 'S', rows }]), 's.xlsx')).toMatchObject({
      kind: 'shelters',
      about: { missing: [] },
    });
    const object = '{"No. Penampungan":"S-1","Jenis":"Darurat","Kode Wilayah":"31.75.03","Tgl. Buka":"2024-01-01"}\n';
    expect(await suggest(object, 's.ndjson')).toMatchObject({ kind: 'shelters', about: { missing: [] } });
  });

  it('is refused for a file without headings, of which nothing is shown', async () => {
    await expect(suggest('Rahasia;Jakarta;1990\nLain;Bogor;1991\n', 'plain.csv')).rejects.toThrow(
      /^plain\.csv: no line of it names columns that are known; give its first line names and try again$/,
    );
  });
});
