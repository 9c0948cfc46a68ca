import { describe, expect, it } from '@jest/globals';

import { refugeesDemonstration } from '../../../subgraphs/refugees/demonstration';
import type { RegisteredPersonRow } from '../../../subgraphs/refugees/models/RegisteredPerson';
import type { RegistrationCaseRow } from '../../../subgraphs/refugees/models/RegistrationCase';
import type { ShelterRow } from '../../../subgraphs/refugees/models/Shelter';
import { personChanges, type RefugeeMeasure } from '../../../subgraphs/refugees/refugee-signals';
import { tellStory } from '../../../subgraphs/seed';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { areaPath } from '../../../subgraphs/shared/area-code';
import { addDays, type Day, isDay, isMonth } from '../../../subgraphs/shared/calendar';

const today = '2024-10-31';
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

function tell(seed: number) {
  const story = tellStory(seed, today);
  const records = refugeesDemonstration(story);
  return {
    story,
    records,
    persons: records.registered_persons as RegisteredPersonRow[],
    cases: records.registration_cases as RegistrationCaseRow[],
    shelters: records.shelters as ShelterRow[],
  };
}

const tales = seeds.map(tell);
const within = (code: string) => (record: { areaPath: readonly string[] }) => record.areaPath.includes(code);
const activeOf = (persons: readonly RegisteredPersonRow[]) => persons.filter(({ leftOn }) => leftOn === null);

function balance(persons: readonly RegisteredPersonRow[], measure: RefugeeMeasure, day: Day) {
  const changes = persons.flatMap(personChanges).filter((change) => change.measure === measure && change.on <= day);
  return changes.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 });
}

describe('the demonstration of the registration', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(tell(1).records).toEqual(tales[0]?.records);
    expect(tell(2).records).not.toEqual(tales[0]?.records);
  });

  it.each(tales)(
    'has about 121 persons in 68 cases, mostly refugees, a quarter children (seed $story.seed)',
    (tale) => {
      const active = activeOf(tale.persons);
      const share = (count: number) => count / active.length;
      expect(active).toHaveLength(121);
      expect(tale.persons.length - active.length).toBe(5);
      expect(tale.cases.length).toBeGreaterThan(52);
      expect(tale.cases.length).toBeLessThan(84);
      expect(share(active.filter(({ status }) => status === 'REFUGEE').length)).toBeGreaterThan(0.55);
      expect(share(active.filter(({ status }) => status === 'ASYLUM_SEEKER').length)).toBeGreaterThan(0.1);
      const children = share(active.filter(({ bornMonth }) => bornMonth > '2006-10').length);
      expect(children).toBeGreaterThan(0.17);
      expect(children).toBeLessThan(0.38);
      const needs = share(active.filter(({ specificNeedPeriods }) => specificNeedPeriods.length > 0).length);
      expect(needs).toBeGreaterThan(0.1);
      expect(needs).toBeLessThan(0.32);
      const independent = active.filter(({ shelterPeriods }) => shelterPeriods.at(-1)?.kind === 'INDEPENDENT');
      expect(share(independent.length)).toBeGreaterThan(0.6);
    },
  );

  it.each(tales)(
    'has districts with ten persons or more and some with fewer (seed $story.seed)',
    ({ story, persons }) => {
      const districts = [...new Set(story.villages.map(({ district }) => district))];
      const counts = districts.map((district) => activeOf(persons).filter(within(district)).length);
      expect(counts).toHaveLength(10);
      expect(counts.filter((count) => count >= 10)).toHaveLength(8);
      expect(Math.min(...counts)).toBe(7);
      expect(activeOf(persons).filter(within(story.backlogDistrict))).toHaveLength(18);
      expect(activeOf(persons).filter(within(story.quietDistrict))).toHaveLength(11);
    },
  );

  it.each(tales)('lets renewals fall behind in the backlog district only (seed $story.seed)', ({ story, persons }) => {
    const there = persons.filter(within(story.backlogDistrict));
    const elsewhere = persons.filter((person) => !there.includes(person));
    const lapsed = (group: readonly RegisteredPersonRow[], day: Day) => {
      const { x, n } = balance(group, 'persons', day);
      return x / n;
    };
    expect(lapsed(there, today)).toBeGreaterThanOrEqual(0.4);
    expect(lapsed(there, today)).toBeLessThanOrEqual(0.6);
    expect(lapsed(there, addDays(today, -160))).toBeLessThan(0.25);
    for (let day = story.firstDay; day <= today; day = addDays(day, 30)) {
      expect(lapsed(elsewhere, day)).toBeGreaterThan(0.02);
      expect(lapsed(elsewhere, day)).toBeLessThan(0.26);
    }
  });

  it.each(tales)('drives several persons from their homes in three months (seed $story.seed)', ({ story, persons }) => {
    const there = persons.filter(within(story.shelterIncidentDistrict));
    const before = balance(there, 'shelter', addDays(today, -91)).x;
    const now = balance(there, 'shelter', today).x;
    expect(now - before).toBeGreaterThanOrEqual(5);
  });

  it.each(tales)('meets the needs of the quiet district (seed $story.seed)', ({ story, persons }) => {
    const there = persons.filter(within(story.quietDistrict));
    for (const measure of ['needs', 'children', 'shelter'] as const) expect(balance(there, measure, today).x).toBe(0);
    expect(balance(there, 'persons', today).x).toBeLessThan(4);
  });

  it.each(tales)('stands in real villages of the city, on days up to today (seed $story.seed)', async (tale) => {
    const areas = await loadAreaCatalogue();
    const { persons, cases, shelters } = tale;
    expect(shelters).toHaveLength(5);
    for (const { areaCode, areaPath: path } of [...persons, ...cases, ...shelters]) {
      expect(areas.get(areaCode)?.level).toBe('VILLAGE');
      expect(path).toEqual(areaPath(areaCode));
      expect(path[1]).toBe('31.75');
    }
    for (const person of persons) {
      expect(isMonth(person.bornMonth)).toBe(true);
      const begun = [
        person.registeredOn,
        ...person.documents.map(({ validFrom }) => validFrom),
        ...person.specificNeedPeriods.map(({ from }) => from),
        ...person.shelterPeriods.map(({ from }) => from),
      ];
      for (const day of begun) expect(isDay(day) && day <= today).toBe(true);
      for (const { validFrom, validUntil } of person.documents) expect(validFrom <= validUntil).toBe(true);
      expect(person.documents.map(({ validFrom }) => validFrom)).toEqual(
        person.documents.map(({ validFrom }) => validFrom).sort(),
      );
    }
  });

  it('numbers every record once and gives every person a case', () => {
    for (const { persons, cases } of tales) {
      expect(new Set(persons.map(({ _id }) => _id)).size).toBe(persons.length);
      const known = new Set(cases.map(({ _id }) => _id));
      expect(known.size).toBe(cases.length);
      expect(persons.every(({ caseId }) => known.has(caseId))).toBe(true);
    }
  });
});
