import { beforeAll, describe, expect, it } from '@jest/globals';

import { type AreaCatalogue, loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { areaByName } from '../../../subgraphs/shared/named-area';

let areas: AreaCatalogue;
beforeAll(async () => {
  areas = await loadAreaCatalogue();
});
const find = (area_name = '', district_name = '', city_name = ''): string => {
  const found = areaByName({ area_name, district_name, city_name }, areas);
  return found.ok ? found.code : `${found.column}: ${found.reason}`;
};

describe('an area by its name', () => {
  it.each([
    ['Kampung Melayu', 'Jatinegara', 'Jakarta Timur', '31.75.03.1001'],
    ['Kel. Kampung Melayu', 'Kec. Jatinegara', 'Kota Adm. Jakarta Timur', '31.75.03.1001'],
    ['KAMPUNGMELAYU', 'Kecamatan Jatinegara', 'Kota Jakarta Timur', '31.75.03.1001'],
    ['Jatinegara', 'Cakung', 'Jaktim', '31.75.06.1001'],
    ['Pal Meriam', 'Matraman', 'East Jakarta', '31.75.01.1004'],
    ['Balimester', 'Jatinegara', 'Jakarta Timur', '31.75.03.1003'],
    ['Halim Perdanakusumah', 'Makassar', 'Jakarta Timur', '31.75.08.1004'],
    ['Pondok Rangon', 'Cipayung', 'Jakarta Timur', '31.75.10.1003'],
    ['', 'Pulo Gadung', 'Jakarta Timur', '31.75.02'],
    ['', '', 'Kota Bogor', '32.71'],
    ['', '', 'Kab. Bogor', '32.01'],
    ['', '', 'Kab. Adm. Kepulauan Seribu', '31.01'],
  ])('is found: %j in %j in %j', (area, district, city, code) => expect(find(area, district, city)).toBe(code));

  it('that several areas have is refused with their codes, and never guessed', () => {
    expect(find('Jatinegara', '', 'Jakarta Timur')).toBe(
      'area_name: "Jatinegara" may be 31.75.03 (district Jatinegara in Kota Administrasi Jakarta Timur), ' +
        '31.75.06.1001 (village Jatinegara in Cakung); give the code in area_code, or the district in district_name',
    );
    expect(find('', '', 'Bogor')).toMatch(/32\.01 .*32\.71 .*say Kota or Kabupaten before the name$/);
    expect(find('', 'Cipayung')).toMatch(/^district_name: "Cipayung" may be .*31\.75\.10.*the city in city_name$/);
    expect(find('Tengah')).toMatch(/and \d+ more; give the code/);
  });

  it('that is elsewhere is told with where it is', () => {
    expect(find('Jatinegara', 'Matraman', 'Jakarta Timur')).toMatch(
      /^area_name: "Jatinegara" is no area in "Matraman, Jakarta Timur"; elsewhere it is .*31\.75\.06\.1001/,
    );
    expect(find('', 'Atlantis')).toBe('district_name: "Atlantis" is no district');
    expect(find('', '', 'Atlantis')).toBe('city_name: "Atlantis" is no city or regency');
    expect(find()).toMatch(/^area_name: is empty/);
  });

  it('is not taken for one that differs only in a number', () => {
    expect(find('Kampung Melayu 2', 'Jatinegara', 'Jakarta Timur')).toMatch(/is no area in/);
  });
});
