import { describe, expect, it } from '@jest/globals';

import type { DataSourceRow } from '../../../subgraphs/shared/data-sources';
import { dataMonth, freshnessOf } from '../../../subgraphs/shared/freshness';

const hour = 3_600_000;
const now = Date.parse('2024-10-31T12:00:00Z');
const source = (name: string, kind: string, more: Partial<DataSourceRow> = {}): DataSourceRow => ({
  _id: `${name}/${kind}`,
  source: name,
  kind,
  staleAfterMs: null,
  knownSince: '2024-10-01T00:00:00.000Z',
  loadedAt: null,
  dataAsOf: null,
  state: {},
  holder: null,
  heldUntil: new Date(0),
  ...more,
});

describe('how old records are', () => {
  it('is not known where nothing was loaded, and nothing is stale that nobody expects', () => {
    expect(freshnessOf([], now)).toEqual({ dataAsOf: null, staleSources: [] });
    const old = source('file', 'lodgings', { loadedAt: '2020-01-01T00:00:00.000Z' });
    expect(freshnessOf([old], now).staleSources).toEqual([]);
  });

  it('is that of the oldest kind, by what came last of each', () => {
    const told = freshnessOf(
      [
        source('demonstration', 'lodgings', { dataAsOf: '2024-10-01T00:00:00.000Z' }),
        source('file', 'lodgings', { dataAsOf: '2024-10-20T00:00:00.000Z' }),
        source('file', 'applications', { dataAsOf: '2024-10-10T00:00:00.000Z' }),
      ],
      now,
    );
    expect(told.dataAsOf).toBe('2024-10-10T00:00:00.000Z');
  });

  it('is that of the oldest of several sources of the settings, whatever came by hand', () => {
    const told = freshnessOf(
      [
        source('north', 'lodgings', { dataAsOf: '2024-10-03T00:00:00.000Z' }),
        source('south', 'lodgings', { dataAsOf: '2024-10-29T00:00:00.000Z' }),
        source('file', 'lodgings', { dataAsOf: '2024-10-30T00:00:00.000Z' }),
      ],
      now,
    );
    expect(told.dataAsOf).toBe('2024-10-03T00:00:00.000Z');
  });

  it('names the sources that were not loaded in time, those never loaded since they are known', () => {
    const ago = (hours: number): string => new Date(now - hours * hour).toISOString();
    const staleAfterMs = 24 * hour;
    const told = freshnessOf(
      [
        source('fresh', 'a', { staleAfterMs, loadedAt: ago(23) }),
        source('stale', 'b', { staleAfterMs, loadedAt: ago(25) }),
        source('new', 'c', { staleAfterMs, knownSince: ago(1) }),
        source('never', 'd', { staleAfterMs, knownSince: ago(25) }),
      ],
      now,
    );
    expect(told.staleSources).toEqual(['stale', 'never']);
  });

  it('is told to the index as a month in Jakarta', () => {
    expect(dataMonth({ dataAsOf: '2024-10-31T16:59:59.999Z', staleSources: [] })).toBe('2024-10');
    expect(dataMonth({ dataAsOf: '2024-10-31T17:00:00.000Z', staleSources: [] })).toBe('2024-11');
    expect(dataMonth({ dataAsOf: null, staleSources: [] })).toBeNull();
  });
});
