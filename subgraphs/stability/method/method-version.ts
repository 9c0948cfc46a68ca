import type { RiskMethod } from './risk-method';

const rate = (high: number) => ({ form: 'RATE', transform: 'LOG', goalposts: { low: 0, high } }) as const;
const share = (high: number) => ({ form: 'SHARE', transform: 'LINEAR', goalposts: { low: 0, high } }) as const;
const personShare = (high: number) => ({ ...share(high), form: 'PERSON_SHARE' }) as const;
const value = (high: number) => ({ ...share(high), form: 'VALUE' }) as const;

const incidents = { dimension: 'H', weight: 1, months: null, agency: 'KESBANGPOL' } as const;
const needs = { dimension: 'V', weight: 1, months: null, agency: 'UNHCR', windowDays: null } as const;
const coping = { dimension: 'C', weight: 1, months: null, windowDays: null } as const;

// Candidates were set on 22 September and the count closed on 16 December 2024.
const election2024 = { from: '2024-09', to: '2024-12' } as const;

const indicators: RiskMethod['indicators'] = [
  {
    id: 'H1',
    ...incidents,
    ...rate(60),
    windowDays: 90,
    about: 'severity-weighted incidents per 100,000 residents',
  },
  {
    id: 'H2',
    ...incidents,
    ...rate(20),
    windowDays: 180,
    about: "severity-weighted incidents against or around shelters, migrants' homes and agency sites per 100,000",
  },
  {
    id: 'H3',
    ...incidents,
    ...rate(15),
    windowDays: 30,
    about: 'verified tension reports of the community early-warning forum per 100,000 residents',
  },
  {
    id: 'H4',
    ...incidents,
    ...share(0.2),
    windowDays: null,
    months: election2024,
    about: 'polling stations flagged by Bawaslu for security, conflict or politicised identity',
  },
  {
    id: 'V1',
    ...needs,
    ...personShare(0.4),
    about: 'registered persons whose document has lapsed and waits for renewal',
  },
  {
    id: 'V2',
    ...needs,
    ...personShare(0.6),
    about: 'persons with a specific need and no open assistance',
  },
  {
    id: 'V3',
    ...needs,
    ...personShare(0.8),
    about: 'school-age children out of school',
  },
  {
    id: 'V4',
    ...needs,
    ...personShare(0.5),
    about: 'persons in precarious shelter: eviction notice, no lease, overcrowding',
  },
  {
    id: 'C1',
    ...coping,
    agency: 'IMMIGRATION',
    ...share(0.5),
    about: 'permit applications past the service standard',
  },
  {
    id: 'C2',
    ...coping,
    agency: 'KESBANGPOL',
    ...share(0.8),
    about: 'incidents older than 14 days still open',
  },
  {
    id: 'C3',
    ...coping,
    agency: 'TIMPORA',
    ...value(180),
    about: 'days since the last joint activity covering the area',
  },
  {
    id: 'C4',
    ...coping,
    agency: 'IMMIGRATION',
    ...share(0.8),
    windowDays: 30,
    about: 'registered lodgings that did not report',
  },
];

/**
 * Area stability-risk index, first version: twelve indicators of equal weight, four to a dimension. Goalposts and
 * weights are expert settings, not computed from the data, so that one month can be compared with another. Changing any
 * number here makes a new version under a new name.
 */
export const asri1: RiskMethod = deepFreeze({
  name: 'asri-1',
  pseudoEvents: 2,
  pseudoCases: 20,
  poolingThreshold: 10,
  rateUnit: 100_000,
  severityWeights: { S0: 0, S1: 1, S2: 2, S3: 4, S4: 8, S5: 16 },
  minimumCoverage: 0.5,
  dimensionFloor: 0.1,
  intervalZ: 1.645,
  // The class limits of the INFORM Risk Index.
  levels: [
    { level: 'NORMAL', from: 0 },
    { level: 'WASPADA', from: 3.5 },
    { level: 'SIAGA', from: 5 },
    { level: 'AWAS', from: 6.5 },
  ],
  reliability: {
    missing: 1.5,
    stale: 0.6,
    pooled: 0.6,
    staleAfterMonths: 6,
    grades: [
      { grade: 'A', below: 2 },
      { grade: 'B', below: 4 },
      { grade: 'C', below: 6 },
    ],
  },
  indicators,
});

function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}
