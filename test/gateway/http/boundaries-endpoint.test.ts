import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { readSettings } from '../../../common/settings';
import { gatewaySettings } from '../../../gateway/config';
import { runningGateway, stopGateways } from '../../support/running-gateway';

const folder = mkdtempSync(join(tmpdir(), 'simpul-boundaries-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopGateways);

const square = [
  [
    [106.86, -6.22],
    [106.88, -6.22],
    [106.88, -6.24],
    [106.86, -6.22],
  ],
];
const feature = (code: unknown, geometry: object = { type: 'Polygon', coordinates: square }) => ({
  type: 'Feature',
  properties: { code, surveyor: 'somebody' },
  geometry,
});
const collection = (...features: object[]) => ({ type: 'FeatureCollection', note: 'of the office', features });
const fileOf = (content: unknown): string => {
  const file = join(folder, 'boundaries.geojson');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const mistakeIn = (content: unknown): string => {
  try {
    readSettings({ boundaries: gatewaySettings.boundaries }, { BOUNDARIES_FILE: fileOf(content) });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the boundaries of areas', () => {
  it('are served with nothing but code and shape, and not again while they are the same', async () => {
    const file = fileOf(
      collection(feature('31.75.03'), feature('31.75.06', { type: 'MultiPolygon', coordinates: [square] })),
    );
    const { gateway } = await runningGateway(() => ({ data: { a: 1 } }), { BOUNDARIES_FILE: file });
    const address = gateway.url.replace('/graphql', '/boundaries.geojson');
    const response = await fetch(address);
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('application/geo+json');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(JSON.parse(text)).toMatchObject({
      type: 'FeatureCollection',
      features: [{ properties: { code: '31.75.03' } }, { properties: { code: '31.75.06' } }],
    });
    expect(text).not.toMatch(/surveyor|office/);
    const again = await fetch(address, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('are none where no file is named', async () => {
    const { gateway } = await runningGateway(() => ({ data: { a: 1 } }));
    const response = await fetch(gateway.url.replace('/graphql', '/boundaries.geojson'));
    expect(await response.json()).toEqual({ type: 'FeatureCollection', features: [] });
  });
});

describe('a file of boundaries', () => {
  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['another kind of GeoJSON', feature('31.75.03'), 'type: must be FeatureCollection'],
    ['a feature without a code', collection(feature(undefined)), 'features[0].properties.code: must be an area code'],
    ['the code of another office', collection(feature('3175030')), 'features[0].properties.code: must be an area code'],
    [
      'two features of an area',
      collection(feature('31.75'), feature('31.75')),
      'features: must have another code each',
    ],
    [
      'points',
      collection(feature('31.75.03', { type: 'Point', coordinates: [106.8, -6.2] })),
      'features[0].geometry.type: must be a Polygon or a MultiPolygon',
    ],
    [
      'metres in place of degrees',
      collection(feature('31.75.03', { type: 'Polygon', coordinates: [square[0]?.map(([x = 0]) => [x * 6000, 9e6])] })),
      'must be a longitude and a latitude in degrees',
    ],
    ['more than is read', ' '.repeat(8_388_609), '8388608 are the most'],
  ])('with %s is refused at the start, with what is wrong', (_, content, said) => {
    const message = mistakeIn(content);
    expect(message).toContain('BOUNDARIES_FILE');
    expect(message).toContain(said);
  });

  it('tells its first twenty mistakes', () => {
    const message = mistakeIn(collection(...Array.from({ length: 50 }, () => feature('x'))));
    expect(message.match(/must be an area code/g)).toHaveLength(20);
    expect(message).toContain('more');
  });
});
