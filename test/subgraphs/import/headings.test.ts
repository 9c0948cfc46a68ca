import { describe, expect, it } from '@jest/globals';

import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import { assignColumns, columnsOf, headingsOf } from '../../../subgraphs/import/columns';
import { deletionColumns } from '../../../subgraphs/import/deletions';
import { headingKey, isUntaken, wordKey } from '../../../subgraphs/shared/column-headings';

const definitions = subgraphDefinitions.flatMap(({ imports }) => imports);
// A deletion is told in English or Indonesian by a column of its own.
const columns = definitions.flatMap((definition) =>
  columnsOf(definition)
    .filter((column) => !deletionColumns.includes(column))
    .map((column) => [definition.kind, column, definition] as const),
);

describe('headings', () => {
  it.each(columns)('of %s: %s is known by another name than its own', (_, column, definition) => {
    expect(headingsOf(definition, column).headings.length).toBeGreaterThan(0);
  });

  it.each(definitions.map((definition) => [definition.kind, definition] as const))(
    'of %s stand for one column each',
    (_, definition) => {
      const claims = new Map<string, string[]>();
      for (const column of columnsOf(definition)) {
        for (const heading of new Set([column, ...headingsOf(definition, column).headings].map(headingKey))) {
          claims.set(heading, [...(claims.get(heading) ?? []), column]);
        }
      }
      expect([...claims].filter(([, claimed]) => claimed.length > 1)).toEqual([]);
    },
  );

  it.each(definitions.map((definition) => [definition.kind, definition] as const))(
    'of %s take no fact of a person that the graph has no place for',
    (_, definition) => {
      const known = columnsOf(definition).flatMap((column) => [column, ...headingsOf(definition, column).headings]);
      expect(known.filter(isUntaken)).toEqual([]);
    },
  );

  it.each([
    'Kewarganegaraan',
    'Agama Pemilik',
    'JENIS KELAMIN',
    'L/P',
    'Suku Bangsa',
    'Country of Origin',
    'Nationality (ISO)',
  ])('of persons are known where the graph has no place for them: %s', (heading) =>
    expect(isUntaken(heading)).toBe(true),
  );

  it.each([
    ['No. Izin', 'NOMOR  IZIN'],
    ['Tgl. Lahir', 'tanggal lahir'],
    ['Berlaku s/d', 'Berlaku sampai dengan'],
    ['Berlaku s.d.', 'BERLAKU S/D'],
    ['Luas Wilayah (km2)', 'luas_wilayah'],
    ['Kota / Kabupaten', 'kota-kabupaten'],
  ])('are one however they are spelt: %s and %s', (one, other) => expect(headingKey(one)).toBe(headingKey(other)));

  it('of an office are all found: what the permit office writes is a file of permits', () => {
    const [permits] = definitions;
    if (permits === undefined) throw new Error('no kinds');
    const headings = ['No. Izin Tinggal', 'Jenis Izin', 'Rezim Indeks', 'Indeks Visa', 'Berlaku mulai', 'Berlaku s/d'];
    const assigned = assignColumns([...headings, 'Kelurahan', 'Kecamatan', 'No. Pemegang', 'Nama WNA'], {
      definition: permits,
    });
    expect(assigned).toMatchObject({
      ok: true,
      columns: expect.arrayContaining(['permit_number', 'valid_until', 'area_name']),
    });
  });
});

describe('words of closed sets', () => {
  const words = columns.flatMap(([kind, column, definition]) => {
    const known = headingsOf(definition, column).words ?? {};
    return Object.keys(known).length === 0 ? [] : [[kind, column, known] as const];
  });
  it.each(words)('of %s: %s mean one value each, however they are spelt', (_, __, known) => {
    const meanings = new Map<string, Set<string>>();
    for (const [word, value] of Object.entries(known)) {
      meanings.set(wordKey(word), (meanings.get(wordKey(word)) ?? new Set()).add(value));
    }
    expect([...meanings].filter(([, values]) => values.size > 1)).toEqual([]);
  });
});
