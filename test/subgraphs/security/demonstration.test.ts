import { beforeAll, describe, expect, it } from '@jest/globals';

import { security } from '../../../subgraphs/security';
import {
  districtElectionFigures,
  eastJakartaElection,
  pilkadaDki2024,
} from '../../../subgraphs/security/election-figures';
import { eventTypeOf } from '../../../subgraphs/security/incident-taxonomy';
import type { IncidentRow } from '../../../subgraphs/security/models/Incident';
import type { PoliticalEventRow } from '../../../subgraphs/security/models/PoliticalEvent';
import type { PollingStationRow } from '../../../subgraphs/security/models/PollingStation';
import type { TensionReportRow } from '../../../subgraphs/security/models/TensionReport';
import { addMonths, daysBetween, monthOf } from '../../../subgraphs/shared/calendar';
import type { DemonstrationStory } from '../../../subgraphs/shared/demonstration-story';
import { tellStory } from './told-story';

interface Told {
  readonly story: DemonstrationStory;
  readonly incidents: readonly IncidentRow[];
  readonly tension_reports: readonly TensionReportRow[];
  readonly political_events: readonly PoliticalEventRow[];
  readonly polling_stations: readonly PollingStationRow[];
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
let tales: readonly Told[] = [];

beforeAll(async () => {
  const stories = await Promise.all(seeds.map((seed) => tellStory(seed)));
  tales = stories.map((story) => ({ story, ...security.demonstration(story) }) as unknown as Told);
});

const inDistrict = (district: string) => (record: { areaPath: readonly string[] }) =>
  record.areaPath.includes(district);
const unlawful = ({ incidents }: Told) => incidents.filter(({ severity }) => severity !== 'S0');
const shareOf = <Item>(items: readonly Item[], holds: (item: Item) => boolean): number =>
  items.filter(holds).length / items.length;

/** Every three months in a row of the story. */
const quarters = Array.from({ length: 12 }, (_, index) =>
  [0, 1, 2].map((month) => addMonths('2023-09', index + month)),
);

describe('securityDemonstration', () => {
  it('tells the same records for the same seed, and others for another', async () => {
    expect(security.demonstration(await tellStory(1))).toEqual(security.demonstration(await tellStory(1)));
    expect(security.demonstration(await tellStory(1))).not.toEqual(security.demonstration(await tellStory(2)));
  });

  it('fills the collections of the subgraph', () => {
    const [told] = tales;
    const { story: _, ...collections } = told ?? ({} as Told);
    expect(Object.keys(collections).sort()).toEqual([...security.recordCollections].sort());
  });

  it('gives each record a number of its own and a village of the story', () => {
    for (const told of tales) {
      const codes = new Set(told.story.villages.map(({ code }) => code));
      for (const rows of [told.incidents, told.tension_reports, told.political_events, told.polling_stations]) {
        expect(new Set(rows.map(({ _id }) => _id)).size).toBe(rows.length);
        expect(rows.every(({ areaCode, areaPath }) => codes.has(areaCode) && areaPath.at(-1) === areaCode)).toBe(true);
      }
    }
  });

  it('keeps all days in the story and in order', () => {
    for (const told of tales) {
      const { firstDay, today } = told.story;
      for (const { occurredOn, reportedOn, closedOn } of told.incidents) {
        expect([firstDay, occurredOn, reportedOn, closedOn ?? today, today]).toEqual(
          [firstDay, occurredOn, reportedOn, closedOn ?? today, today].sort(),
        );
      }
      for (const { reportedOn, verifiedOn } of told.tension_reports) {
        expect(firstDay <= reportedOn && reportedOn <= (verifiedOn ?? today) && (verifiedOn ?? today) <= today).toBe(
          true,
        );
      }
      expect(told.political_events.every(({ heldOn }) => firstDay <= heldOn && heldOn <= today)).toBe(true);
    }
  });

  it('keeps to the taxonomy, with peaceful protests lawful and nothing else', () => {
    for (const { incidents } of tales) {
      expect(incidents.every(({ eventType, subEventType }) => eventTypeOf(subEventType) === eventType)).toBe(true);
      for (const { severity, subEventType } of incidents) {
        expect(severity === 'S0').toBe(subEventType === 'PEACEFUL_PROTEST');
      }
    }
  });
});

describe('the incidents of the demonstration', () => {
  it('are 40 to 90 in any quarter, fewer than five of them grave', () => {
    for (const told of tales) {
      for (const months of quarters) {
        const incidents = unlawful(told).filter(({ occurredOn }) => months.includes(monthOf(occurredOn)));
        expect(incidents.length).toBeGreaterThanOrEqual(40);
        expect(incidents.length).toBeLessThanOrEqual(90);
        expect(incidents.filter(({ severity }) => severity === 'S4' || severity === 'S5').length).toBeLessThan(5);
      }
    }
  });

  it('are S1 or S2 in about four of five cases', () => {
    for (const told of tales) {
      const share = shareOf(unlawful(told), ({ severity }) => severity === 'S1' || severity === 'S2');
      expect(share).toBeGreaterThan(0.72);
      expect(share).toBeLessThan(0.88);
    }
  });

  it('gather around shelters of one district before the vote, and stay few elsewhere', () => {
    for (const told of tales) {
      const around = unlawful(told).filter(({ shelterRelation }) => shelterRelation !== 'NONE');
      const cluster = around.filter(inDistrict(told.story.shelterIncidentDistrict));
      expect(cluster.length).toBeGreaterThanOrEqual(10);
      expect(cluster.every(({ occurredOn }) => daysBetween(occurredOn, told.story.today) <= 60)).toBe(true);
      const elsewhere = around.filter((incident) => !cluster.includes(incident));
      for (const { occurredOn } of elsewhere) {
        const halfYear = elsewhere.filter((other) => {
          const days = daysBetween(occurredOn, other.occurredOn);
          return days >= 0 && days < 180;
        });
        expect(halfYear.length).toBeLessThanOrEqual(10);
      }
    }
  });

  it('spare the quiet district, though protests are held there as anywhere', () => {
    for (const told of tales) {
      expect(shareOf(unlawful(told), inDistrict(told.story.quietDistrict))).toBeLessThan(0.02);
      const protests = told.incidents.filter(({ severity }) => severity === 'S0');
      expect(shareOf(protests, inDistrict(told.story.quietDistrict))).toBeGreaterThan(0.04);
    }
  });

  it('are closed within 3 to 20 days, but for one in six that stays open longer', () => {
    for (const told of tales) {
      const old = unlawful(told).filter(({ reportedOn }) => daysBetween(reportedOn, told.story.today) > 30);
      const slow = shareOf(
        old,
        ({ reportedOn, closedOn }) => closedOn === null || daysBetween(reportedOn, closedOn) > 20,
      );
      expect(slow).toBeGreaterThan(0.1);
      expect(slow).toBeLessThan(0.26);
    }
  });
});

describe('the reports of tension of the demonstration', () => {
  it('are 60 to 120 a month, about 80 % verified', () => {
    for (const { tension_reports: reports } of tales) {
      const months = new Map<string, number>();
      for (const { reportedOn } of reports) {
        months.set(monthOf(reportedOn), (months.get(monthOf(reportedOn)) ?? 0) + 1);
      }
      expect(months.size).toBe(14);
      expect(Math.min(...months.values())).toBeGreaterThanOrEqual(60);
      expect(Math.max(...months.values())).toBeLessThanOrEqual(120);
      const verified = shareOf(reports, ({ verifiedOn }) => verifiedOn !== null);
      expect(verified).toBeGreaterThan(0.75);
      expect(verified).toBeLessThan(0.85);
    }
  });
});

describe('the political events of the demonstration', () => {
  it('are rallies and debates in the campaign alone', () => {
    for (const { political_events: events } of tales) {
      const campaigning = events.filter(({ kind }) =>
        ['CAMPAIGN_RALLY', 'CAMPAIGN_MEETING', 'CANDIDATE_DEBATE'].includes(kind),
      );
      expect(campaigning.length).toBeGreaterThan(80);
      expect(campaigning.every(({ heldOn }) => heldOn >= '2024-09-25' && heldOn <= '2024-11-23')).toBe(true);
    }
  });

  it('have each peaceful protest on record as a lawful incident too', () => {
    for (const { political_events: events, incidents } of tales) {
      const held = events
        .filter(({ kind }) => kind === 'PEACEFUL_PROTEST')
        .map(({ areaCode, heldOn }) => `${heldOn} ${areaCode}`);
      const recorded = incidents
        .filter(({ severity }) => severity === 'S0')
        .map(({ areaCode, occurredOn }) => `${occurredOn} ${areaCode}`);
      expect(held.length).toBeGreaterThan(100);
      expect(recorded.sort()).toEqual(held.sort());
    }
  });
});

describe('the polling stations of the demonstration', () => {
  it('are the published ones of the city, with its registered voters', () => {
    const [told] = tales;
    const stations = told?.polling_stations ?? [];
    expect(stations).toHaveLength(eastJakartaElection.pollingStations);
    expect(stations.reduce((sum, { registeredVoters }) => sum + registeredVoters, 0)).toBe(
      eastJakartaElection.registeredVoters,
    );
    for (const [district, figures] of Object.entries(districtElectionFigures)) {
      const own = stations.filter(inDistrict(district));
      expect(own).toHaveLength(figures.pollingStations);
      expect(own.reduce((sum, { registeredVoters }) => sum + registeredVoters, 0)).toBe(figures.registeredVoters);
    }
  });

  it('hold from 500 to 600 voters each and are numbered from 1 in their village', () => {
    for (const { story, polling_stations: stations } of tales) {
      expect(Math.min(...stations.map(({ registeredVoters }) => registeredVoters))).toBeGreaterThan(500);
      expect(Math.max(...stations.map(({ registeredVoters }) => registeredVoters))).toBeLessThanOrEqual(600);
      for (const { code } of story.villages) {
        const numbers = stations.filter(({ areaCode }) => areaCode === code).map(({ number }) => number);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        expect(numbers.length).toBeGreaterThan(0);
      }
    }
  });

  it('are flagged in about 6 % of cases, from 25 September to 25 October', () => {
    for (const { story, polling_stations: stations } of tales) {
      const counts = ({ flags }: PollingStationRow) =>
        flags.some((flag) => ['SECURITY', 'CONFLICT_PRONE_PLACE', 'SARA'].includes(flag));
      expect(shareOf(stations, counts)).toBeGreaterThan(0.045);
      expect(shareOf(stations, counts)).toBeLessThan(0.075);
      expect(shareOf(stations.filter(inDistrict(story.shelterIncidentDistrict)), counts)).toBeGreaterThan(0.08);
      expect(shareOf(stations.filter(inDistrict(story.quietDistrict)), counts)).toBeLessThan(0.03);
      const days = stations.flatMap(({ flaggedOn }) => flaggedOn ?? []).sort();
      expect([days[0], days.at(-1)]).toEqual(['2024-09-25', '2024-10-25']);
      expect(stations.every(({ flags, flaggedOn }) => (flaggedOn !== null) === flags.length > 0)).toBe(true);
    }
  });

  it('are not flagged before the story has reached the day', async () => {
    const early = await tellStory(1, { firstDay: '2023-08-01', today: '2024-09-10' });
    const stations = security.demonstration(early).polling_stations as PollingStationRow[];
    expect(stations.every(({ flags, flaggedOn }) => flags.length === 0 && flaggedOn === null)).toBe(true);
  });
});

describe('the election of the demonstration', () => {
  it('has the calendar of the election commission', () => {
    expect(pilkadaDki2024.phases.map(({ kind, from, to }) => `${kind} ${from} ${to}`)).toEqual([
      'VOTER_LIST 2024-05-31 2024-09-23',
      'CANDIDATE_REGISTRATION 2024-08-27 2024-08-29',
      'CANDIDATES_SET 2024-09-22 2024-09-22',
      'CAMPAIGN 2024-09-25 2024-11-23',
      'QUIET_DAYS 2024-11-24 2024-11-26',
      'VOTING 2024-11-27 2024-11-27',
      'RECAPITULATION 2024-11-27 2024-12-16',
    ]);
  });
});
