import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { IncidentRow } from '../../../subgraphs/security/models/Incident';
import type { PollingStationRow } from '../../../subgraphs/security/models/PollingStation';
import type { TensionReportRow } from '../../../subgraphs/security/models/TensionReport';
import {
  incidentChanges,
  pollingStationChanges,
  type SecurityMeasure,
  securityMeasures,
  securitySignals,
  tensionChanges,
} from '../../../subgraphs/security/security-signals';
import {
  incidentSeverities,
  pollingStationFlags,
  shelterRelations,
} from '../../../subgraphs/security/security-vocabulary';
import { addDays, type Day, daysBetween, lastDayOf, monthsUpTo } from '../../../subgraphs/shared/calendar';
import { balancesOn, buildSeries, type Change } from '../../../subgraphs/shared/signal-series';

type Incident = Pick<IncidentRow, 'severity' | 'shelterRelation' | 'occurredOn' | 'reportedOn' | 'closedOn'>;
type Report = Pick<TensionReportRow, 'reportedOn' | 'verifiedOn'>;
type Station = Pick<PollingStationRow, 'flags' | 'flaggedOn'>;

interface Records {
  readonly incidents: readonly Incident[];
  readonly reports: readonly Report[];
  readonly stations: readonly Station[];
}

const start = '2024-01-01';
const dayIn = (days: number) => fc.integer({ min: 0, max: days }).map((offset) => addDays(start, offset));
const delay = (days: number) => fc.option(fc.integer({ min: 0, max: days }), { nil: null });

const incidents = fc
  .record({
    severity: fc.constantFrom(...incidentSeverities),
    shelterRelation: fc.constantFrom(...shelterRelations),
    occurredOn: dayIn(300),
    reportedAfter: fc.integer({ min: 0, max: 40 }),
    closedAfter: delay(260),
  })
  .map(({ severity, shelterRelation, occurredOn, reportedAfter, closedAfter }): Incident => {
    const reportedOn = addDays(occurredOn, reportedAfter);
    const closedOn = closedAfter === null ? null : addDays(reportedOn, closedAfter);
    return { severity, shelterRelation, occurredOn, reportedOn, closedOn };
  });

const reports = fc
  .record({ reportedOn: dayIn(300), verifiedAfter: delay(40) })
  .map(({ reportedOn, verifiedAfter }): Report => ({
    reportedOn,
    verifiedOn: verifiedAfter === null ? null : addDays(reportedOn, verifiedAfter),
  }));

const stations = fc
  .record({ flags: fc.uniqueArray(fc.constantFrom(...pollingStationFlags), { maxLength: 3 }), day: dayIn(300) })
  .map(({ flags, day }): Station => ({ flags, flaggedOn: flags.length === 0 ? null : day }));

const records = fc.record({
  incidents: fc.array(incidents, { maxLength: 25 }),
  reports: fc.array(reports, { maxLength: 25 }),
  stations: fc.array(stations, { maxLength: 25 }),
});

const changesOf = (all: Records): Change[] => [
  ...all.incidents.flatMap(incidentChanges),
  ...all.reports.flatMap(tensionChanges),
  ...all.stations.flatMap(pollingStationChanges),
];

/** The signals on a day, counted record by record from their definition. */
function naive(all: Records, day: Day): Record<SecurityMeasure, { x: number; n: number }> {
  const weight = { S0: 0, S1: 1, S2: 2, S3: 4, S4: 8, S5: 16 };
  const age = (on: Day): number => daysBetween(on, day);
  const within = (on: Day, from: number, to: number): boolean => age(on) >= from && age(on) <= to;
  const counted = all.incidents.filter(({ severity }) => severity !== 'S0');
  const rate = (list: readonly Incident[]) => ({
    x: list.reduce((sum, { severity }) => sum + weight[severity], 0),
    n: list.length,
  });
  const aged = counted.filter(({ reportedOn }) => within(reportedOn, 15, 180));
  const verified = all.reports.filter(
    ({ reportedOn, verifiedOn }) => verifiedOn !== null && age(verifiedOn) >= 0 && within(reportedOn, 0, 29),
  );
  const flagged = all.stations.filter(
    ({ flags, flaggedOn }) =>
      flaggedOn !== null &&
      age(flaggedOn) >= 0 &&
      flags.some((flag) => ['SECURITY', 'CONFLICT_PRONE_PLACE', 'SARA'].includes(flag)),
  );
  return {
    incidents: rate(counted.filter(({ occurredOn }) => within(occurredOn, 0, 89))),
    shelterIncidents: rate(
      counted.filter(
        ({ occurredOn, shelterRelation }) =>
          within(occurredOn, 0, 179) && ['AGAINST', 'AROUND'].includes(shelterRelation),
      ),
    ),
    tension: { x: verified.length, n: verified.length },
    stations: { x: flagged.length, n: all.stations.length },
    openIncidents: { x: aged.filter(({ closedOn }) => closedOn === null || age(closedOn) < 0).length, n: aged.length },
  };
}

function summed(changes: readonly Change[], day: Day): Record<string, { x: number; n: number }> {
  return Object.fromEntries(
    securityMeasures.map((measure) => {
      const reached = changes.filter((change) => change.measure === measure && change.on <= day);
      return [
        measure,
        { x: reached.reduce((sum, { x }) => sum + x, 0), n: reached.reduce((sum, { n }) => sum + n, 0) },
      ];
    }),
  );
}

describe('security signals', () => {
  it('are the sum of the changes up to a day, for every measure and any records', () => {
    fc.assert(
      fc.property(records, dayIn(600), (all, day) => {
        expect(summed(changesOf(all), day)).toEqual(naive(all, day));
      }),
      { numRuns: 300 },
    );
  });

  it('are the same out of a series, at the end of each closed month and today', () => {
    fc.assert(
      fc.property(records, dayIn(600), (all, today) => {
        const series = buildSeries(changesOf(all), securityMeasures, today);
        const ends = monthsUpTo(today.slice(0, 7), 14).map((month) => [lastDayOf(month), today].sort()[0] ?? today);
        for (const day of ends) {
          expect(Object.fromEntries(balancesOn(series, securityMeasures, day))).toEqual(naive(all, day));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('come from incidents, reports of tension and polling stations, and from no political event', () => {
    expect(securitySignals.sources.map(({ collection }) => collection)).toEqual([
      'incidents',
      'tension_reports',
      'polling_stations',
    ]);
  });

  it('read no more of a record than the source names', () => {
    const sample: Record<string, object> = {
      incidents: incident(),
      tension_reports: { reportedOn: start, verifiedOn: start },
      polling_stations: { flags: ['SARA'], flaggedOn: start },
    };
    for (const { collection, fields, changes } of securitySignals.sources) {
      expect([...fields].sort()).toEqual(Object.keys(sample[collection] ?? {}).sort());
      expect(changes(sample[collection] as never)).not.toEqual([]);
    }
  });
});

const incident = (change: Partial<Incident> = {}): Incident => ({
  severity: 'S3',
  shelterRelation: 'NONE',
  occurredOn: '2024-03-01',
  reportedOn: '2024-03-02',
  closedOn: null,
  ...change,
});

describe('incidentChanges', () => {
  it('are none for a peaceful protest, whatever else its record says', () => {
    for (const shelterRelation of shelterRelations) {
      for (const closedOn of [null, '2024-05-01']) {
        expect(incidentChanges(incident({ severity: 'S0', shelterRelation, closedOn }))).toEqual([]);
      }
    }
  });

  it('leave every signal as it was when peaceful protests are added', () => {
    fc.assert(
      fc.property(records, fc.array(incidents, { minLength: 1, maxLength: 10 }), dayIn(500), (all, more, day) => {
        const protests = more.map((each): Incident => ({ ...each, severity: 'S0' }));
        const added = { ...all, incidents: [...all.incidents, ...protests] };
        expect(summed(changesOf(added), day)).toEqual(summed(changesOf(all), day));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['S1', 1],
    ['S2', 2],
    ['S3', 4],
    ['S4', 8],
    ['S5', 16],
  ] as const)('weigh an incident of %s with %d', (severity, weight) => {
    expect(summed(incidentChanges(incident({ severity })), '2024-03-01').incidents).toEqual({ x: weight, n: 1 });
  });

  it('count an incident on 90 days, the day it happened being the first', () => {
    const changes = incidentChanges(incident());
    const counted = (day: Day) => summed(changes, day).incidents?.n;
    expect(['2024-02-29', '2024-03-01', '2024-05-29', '2024-05-30'].map(counted)).toEqual([0, 1, 1, 0]);
  });

  it('count an incident around a shelter on 180 days, and no other as one', () => {
    const around = incidentChanges(incident({ shelterRelation: 'AROUND' }));
    const counted = (changes: Change[], day: Day) => summed(changes, day).shelterIncidents?.n;
    expect(counted(around, '2024-08-27')).toBe(1);
    expect(counted(around, '2024-08-28')).toBe(0);
    expect(counted(incidentChanges(incident()), '2024-03-01')).toBe(0);
  });

  it('look at the handling from 15 to 180 days after the report', () => {
    const changes = incidentChanges(incident());
    const handling = (day: Day) => summed(changes, day).openIncidents;
    expect(handling('2024-03-16')).toEqual({ x: 0, n: 0 });
    expect(handling('2024-03-17')).toEqual({ x: 1, n: 1 });
    expect(handling('2024-08-29')).toEqual({ x: 1, n: 1 });
    expect(handling('2024-08-30')).toEqual({ x: 0, n: 0 });
  });

  it('take an incident for closed from the day it was closed', () => {
    const handling = (closedOn: Day, day: Day) => summed(incidentChanges(incident({ closedOn })), day).openIncidents;
    expect(handling('2024-04-10', '2024-04-09')).toEqual({ x: 1, n: 1 });
    expect(handling('2024-04-10', '2024-04-10')).toEqual({ x: 0, n: 1 });
    expect(handling('2024-03-17', '2024-03-17')).toEqual({ x: 0, n: 1 });
  });
});

describe('tensionChanges', () => {
  it('count a report from the day it is verified until 30 days after it was made', () => {
    const changes = tensionChanges({ reportedOn: '2024-03-01', verifiedOn: '2024-03-05' });
    const counted = (day: Day) => summed(changes, day).tension;
    expect(counted('2024-03-04')).toEqual({ x: 0, n: 0 });
    expect(counted('2024-03-05')).toEqual({ x: 1, n: 1 });
    expect(counted('2024-03-30')).toEqual({ x: 1, n: 1 });
    expect(counted('2024-03-31')).toEqual({ x: 0, n: 0 });
  });

  it('never count a report that is not verified, or too late', () => {
    expect(tensionChanges({ reportedOn: '2024-03-01', verifiedOn: null })).toEqual([]);
    expect(tensionChanges({ reportedOn: '2024-03-01', verifiedOn: '2024-03-31' })).toEqual([]);
  });
});

describe('pollingStationChanges', () => {
  it('count a station once, however many of its flags count', () => {
    const changes = pollingStationChanges({ flags: ['SECURITY', 'SARA', 'NETWORK'], flaggedOn: '2024-10-01' });
    expect(summed(changes, '2024-09-30').stations).toEqual({ x: 0, n: 1 });
    expect(summed(changes, '2024-10-01').stations).toEqual({ x: 1, n: 1 });
  });

  it('leave a station unflagged whose flags are about the preparation of the vote', () => {
    const changes = pollingStationChanges({ flags: ['VOTER_LIST', 'LOGISTICS', 'NETWORK'], flaggedOn: '2024-10-01' });
    expect(summed(changes, '2024-12-01').stations).toEqual({ x: 0, n: 1 });
  });
});
