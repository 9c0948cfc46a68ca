import { describe, expect, it } from '@jest/globals';

import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { areaLevelOf, areaLevels, parentOf } from '../../../subgraphs/shared/area-code';

const codesNamed = async (name: string, withinCode?: string): Promise<string[]> =>
  (await loadAreaCatalogue()).findByName(name, withinCode).map(({ code }) => code);

describe('loadAreaCatalogue', () => {
  it('reads the whole country once per process', async () => {
    const [first, second] = await Promise.all([loadAreaCatalogue(), loadAreaCatalogue()]);
    expect(second).toBe(first);
    expect(first.size).toBe(91_592);
    expect(areaLevels.map((level) => first.within(null, level).length)).toEqual([38, 514, 7_277, 83_763]);
  });

  it('gives every area the level of its code and a parent that exists', async () => {
    const catalogue = await loadAreaCatalogue();
    const rows = areaLevels.flatMap((level) => catalogue.within(null, level).map((code) => catalogue.get(code)));
    const odd = rows.filter(
      (row) =>
        row?.level !== areaLevelOf(row?.code ?? '') ||
        row.parentCode !== parentOf(row.code) ||
        (row.parentCode !== null && !catalogue.has(row.parentCode)),
    );
    expect(odd).toEqual([]);
  });

  it.each([
    ['31', 'DKI Jakarta', 'PROVINCE', null],
    ['34', 'Daerah Istimewa Yogyakarta', 'PROVINCE', null],
    ['31.75', 'Kota Administrasi Jakarta Timur', 'CITY', '31'],
    ['73.10', 'Kabupaten Pangkajene dan Kepulauan', 'CITY', '73'],
    ['31.75.03', 'Jatinegara', 'DISTRICT', '31.75'],
    ['31.75.06.1001', 'Jatinegara', 'VILLAGE', '31.75.06'],
    ['31.75.03.1001', 'Kampung Melayu', 'VILLAGE', '31.75.03'],
    ['18.02.12.2001', 'Gaya Baru VI', 'VILLAGE', '18.02.12'],
  ])('presents %s as %s', async (code, name, level, parentCode) => {
    expect((await loadAreaCatalogue()).get(code)).toEqual({ code, name, level, parentCode });
  });

  it('knows nothing of a code that does not exist', async () => {
    const catalogue = await loadAreaCatalogue();
    expect([catalogue.get('31.99'), catalogue.has('31.99'), catalogue.get('__proto__')]).toEqual([null, false, null]);
    expect([catalogue.childrenOf('31.99'), catalogue.childrenOf('nonsense')]).toEqual([[], []]);
    expect(catalogue.within('31.99', 'VILLAGE')).toEqual([]);
  });
});

describe('walking the catalogue', () => {
  it('lists the ten districts of East Jakarta in the order of their codes', async () => {
    const names = (await loadAreaCatalogue()).childrenOf('31.75').map(({ name }) => name);
    expect(names).toEqual([
      'Matraman',
      'Pulogadung',
      'Jatinegara',
      'Kramatjati',
      'Pasar Rebo',
      'Cakung',
      'Duren Sawit',
      'Makasar',
      'Ciracas',
      'Cipayung',
    ]);
  });

  it('ends at the villages', async () => {
    expect((await loadAreaCatalogue()).childrenOf('31.75.03.1001')).toEqual([]);
  });

  it.each([
    ['31', 'PROVINCE', 1],
    ['31', 'CITY', 6],
    ['31', 'VILLAGE', 267],
    ['31.75', 'CITY', 1],
    ['31.75', 'DISTRICT', 10],
    ['31.75', 'VILLAGE', 65],
    ['31.75.03', 'VILLAGE', 8],
    ['31.75.03.1001', 'VILLAGE', 1],
    ['31.75.03', 'CITY', 0],
  ] as const)('finds within %s, at the level %s, %d areas', async (code, level, count) => {
    const codes = (await loadAreaCatalogue()).within(code, level);
    expect(codes).toHaveLength(count);
    expect([...codes].sort()).toEqual(codes);
  });

  it('gives the villages of a city as those of its districts one after another', async () => {
    const catalogue = await loadAreaCatalogue();
    const walked = catalogue.childrenOf('31.75').flatMap(({ code }) => catalogue.childrenOf(code));
    expect(catalogue.within('31.75', 'VILLAGE')).toEqual(walked.map(({ code }) => code));
  });
});

describe('findByName', () => {
  it.each([
    ['Pulogadung', ['31.75.02', '31.75.02.1001']],
    ['PULO GADUNG', ['31.75.02', '31.75.02.1001']],
    ['Balimester', ['31.75.03.1003']],
    ['Pal Meriam', ['31.75.01.1004']],
    ['Pinang Ranti', ['31.75.08.1002']],
    ['Halim Perdanakusuma', ['31.75.08.1004']],
    ['Halim Perdana Kusumah', ['31.75.08.1004']],
    ['Pondok Rangon', ['31.75.10.1003']],
    ['kramat jati', ['31.75.04', '31.75.04.1001']],
    ['Makassar', ['31.75.08', '31.75.08.1001']],
  ])('finds %s of East Jakarta however it is spelled', async (name, codes) => {
    expect(await codesNamed(name, '31.75')).toEqual(codes);
  });

  it('returns both Jatinegaras, the district and the village of another district', async () => {
    expect(await codesNamed('Jatinegara', '31.75')).toEqual(['31.75.03', '31.75.06.1001']);
    expect(await codesNamed('Jatinegara', '31.75.03')).toEqual(['31.75.03']);
  });

  it('finds a city with and without its kind', async () => {
    expect(await codesNamed('Jakarta Timur')).toEqual(['31.75']);
    expect(await codesNamed('KOTA ADMINISTRASI JAKARTA TIMUR')).toEqual(['31.75']);
    expect(await codesNamed('East Jakarta')).toEqual(['31.75']);
    expect(await codesNamed('Bandung', '32')).toEqual(expect.arrayContaining(['32.04', '32.73']));
  });

  it('finds nothing for a name no area has, or for a name without letters', async () => {
    expect([await codesNamed('Atlantis'), await codesNamed('12 / 3'), await codesNamed('')]).toEqual([[], [], []]);
  });
});
