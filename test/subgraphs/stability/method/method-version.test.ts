import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../../common/project-root';
import { assessArea } from '../../../../subgraphs/stability/method/assess-area';
import {
  asri1,
  methodInForce,
  type MethodName,
  methodNamed,
  methodNames,
  readMethod,
} from '../../../../subgraphs/stability/method/method-version';
import { goldenExpected, goldenPlace } from './golden/golden';

const fileOf = (name: string): string => join(projectRoot, `subgraphs/stability/method/versions/${name}.json`);
const declared = (name: string): any => JSON.parse(readFileSync(fileOf(name), 'utf8'));

describe('asri-1', () => {
  it('cannot be changed while it runs', () => {
    const parts: unknown[] = [
      asri1,
      asri1.indicators,
      asri1.indicators[0]?.goalposts,
      asri1.levels[0],
      asri1.severityWeights,
    ];
    expect(parts.every(Object.isFrozen)).toBe(true);
  });

  it('has twelve indicators of equal weight, four to a dimension, named after it', () => {
    expect(asri1.indicators.map(({ id }) => id).join(' ')).toBe('H1 H2 H3 H4 V1 V2 V3 V4 C1 C2 C3 C4');
    expect(asri1.indicators.every(({ id, dimension, weight }) => id.startsWith(dimension) && weight === 1)).toBe(true);
  });

  it('keeps the goalposts, windows and transforms that its name stands for', () => {
    const rows = asri1.indicators.map(({ id, form, goalposts, transform, windowDays }) =>
      [id, form, `${goalposts.low}-${goalposts.high}`, transform, windowDays ?? '-'].join(' '),
    );
    expect(rows).toEqual([
      'H1 RATE 0-60 LOG 90',
      'H2 RATE 0-20 LOG 180',
      'H3 RATE 0-15 LOG 30',
      'H4 SHARE 0-0.2 LINEAR -',
      'V1 PERSON_SHARE 0-0.4 LINEAR -',
      'V2 PERSON_SHARE 0-0.6 LINEAR -',
      'V3 PERSON_SHARE 0-0.8 LINEAR -',
      'V4 PERSON_SHARE 0-0.5 LINEAR -',
      'C1 SHARE 0-0.5 LINEAR -',
      'C2 SHARE 0-0.8 LINEAR -',
      'C3 VALUE 0-180 LINEAR -',
      'C4 SHARE 0-0.8 LINEAR 30',
    ]);
  });

  it('gives lawful conduct no weight, and every step of severity twice the one below', () => {
    expect(Object.values(asri1.severityWeights)).toEqual([0, 1, 2, 4, 8, 16]);
  });
});

describe('a published version', () => {
  it('has a file of its own, and every file is a published version', () => {
    const files = readdirSync(dirname(fileOf('asri-1'))).map((file) => file.replace(/\.json$/, ''));
    expect(files.sort()).toEqual([...methodNames].sort());
  });

  it.each(methodNames)('%s is named in every assessment made by it', (name) => {
    const { area, city } = goldenPlace('31.75.03@2024-10');
    expect(assessArea(area, city, methodNamed(name)).methodVersion).toBe(name);
  });

  it('can be computed again by its name, whatever version is in force', () => {
    for (const [key, { index }] of Object.entries<any>(goldenExpected.areas)) {
      const { area, city } = goldenPlace(key);
      expect(assessArea(area, city, methodNamed('asri-1')).index).toBeCloseTo(index, 6);
    }
    expect(methodNamed('asri-0')).toBeUndefined();
    expect(methodNames).toContain(methodInForce.name);
  });

  it.each(methodNames as MethodName[])('%s is refused when a number of it was changed under the same name', (name) => {
    const file = declared(name);
    expect(() => readMethod(JSON.stringify(file, null, 4), name)).not.toThrow();
    file.indicators[0].goalposts.high = 61;
    expect(() => readMethod(JSON.stringify(file), name)).toThrow(/published with other content .*new name/);
  });

  it.each<[string, (file: any) => unknown, RegExp]>([
    ['a goalpost upside down', (file) => (file.indicators[2].goalposts.low = 20), /low beneath high/],
    ['a weight of nothing', (file) => (file.indicators[0].weight = 0), /weight/],
    ['an unknown indicator', (file) => (file.indicators[0].id = 'N1'), /indicators\[0\]\.id/],
    ['an indicator twice', (file) => (file.indicators[1] = file.indicators[0]), /name each id once/],
    ['a dimension without indicators', (file) => file.indicators.splice(8), /one of each dimension/],
    ['an indicator of another dimension', (file) => (file.indicators[0].dimension = 'V'), /the one id names/],
    ['levels out of order', (file) => (file.levels[2].from = 7), /must rise from 0/],
    ['a level left out', (file) => file.levels.splice(2, 1), /NORMAL, WASPADA, SIAGA, AWAS/],
    ['grades out of order', (file) => (file.reliability.grades[0].below = 9), /must rise/],
    ['a lawful event with weight', (file) => (file.severityWeights.S0 = 1), /lawful conduct weighs nothing/],
    ['a probability beyond 1', (file) => (file.alert.minimumProbability = 1.5), /minimumProbability/],
    ['a number nobody declared', (file) => (file.nationality = 1), /nationality/],
    ['a name of another version', (file) => (file.name = 'asri-7'), /calls itself asri-7/],
  ])('is refused with %s', (_, spoil, told) => {
    const file = declared('asri-1');
    spoil(file);
    expect(() => readMethod(JSON.stringify(file), 'asri-1')).toThrow(told);
  });
});
