import { describe, expect, it } from '@jest/globals';

import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { type AreaCode, areaLevelOf, parentOf } from '../../../subgraphs/shared/area-code';
import { areaFigureSources, areasWithFigures, figuresOf } from '../../../subgraphs/stability/area-figures';

const atLevel = (level: string): AreaCode[] => areasWithFigures().filter((code) => areaLevelOf(code) === level);
const populationOf = (code: AreaCode): number => figuresOf(code)?.population ?? 0;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('the figures of East Jakarta', () => {
  it('cover one city, ten districts and sixty-five villages', () => {
    expect(['CITY', 'DISTRICT', 'VILLAGE'].map((level) => atLevel(level).length)).toEqual([1, 10, 65]);
    expect(areasWithFigures()).toHaveLength(76);
  });

  it('add up: villages to the city as decreed', () => {
    expect(sum(atLevel('VILLAGE').map(populationOf))).toBe(3_230_417);
    expect(populationOf('31.75')).toBe(3_230_417);
  });

  it('add up: the villages of each district to the district', () => {
    for (const district of atLevel('DISTRICT')) {
      const villages = atLevel('VILLAGE').filter((code) => parentOf(code) === district);
      expect([district, sum(villages.map(populationOf))]).toEqual([district, populationOf(district)]);
    }
  });

  it('add up in area as well, but for the rounding of each', () => {
    expect(sum(atLevel('VILLAGE').map((code) => figuresOf(code)?.areaKm2 ?? 0))).toBeCloseTo(185.072, 2);
    expect(sum(atLevel('DISTRICT').map((code) => figuresOf(code)?.areaKm2 ?? 0))).toBeCloseTo(185.072, 2);
  });

  it('belong to areas the catalogue knows, all of them', async () => {
    const catalogue = await loadAreaCatalogue();
    const known = ['CITY', 'DISTRICT', 'VILLAGE'].flatMap((level) => catalogue.within('31.75', level as 'CITY'));
    expect([...areasWithFigures()].sort()).toEqual([...known].sort());
    expect(areasWithFigures().every((code) => catalogue.has(parentOf(code) ?? ''))).toBe(true);
  });

  it('place every centroid in East Jakarta', () => {
    for (const code of areasWithFigures()) {
      const { latitude, longitude } = figuresOf(code)?.centroid ?? { latitude: 0, longitude: 0 };
      expect([code, latitude > -6.4 && latitude < -6.15, longitude > 106.84 && longitude < 107]).toEqual([
        code,
        true,
        true,
      ]);
    }
  });

  it('are null for an area outside, and cannot be changed', () => {
    expect(figuresOf('31.74')).toBeNull();
    expect(Object.isFrozen(figuresOf('31.75'))).toBe(true);
    expect(Object.isFrozen(figuresOf('31.75')?.centroid)).toBe(true);
  });

  it('name a source with its licence and date for population, area and centroid', () => {
    const told = areaFigureSources.map(({ what }) => what).join('; ');
    expect(['population', 'area', 'centroid'].filter((word) => !told.includes(word))).toEqual([]);
    expect(areaFigureSources.every(({ name, licence, date }) => Boolean(name && licence && date))).toBe(true);
  });
});
