import { areaPath } from '../shared/area-code';
import { addDays, addMonths, type Day, monthOf } from '../shared/calendar';
import type { DemonstrationStory, StoryRandom, StoryVillage } from '../shared/demonstration-story';
import type {
  DocumentPeriod,
  OutOfSchoolPeriod,
  RegisteredPersonRow,
  ShelterPeriod,
  SpecificNeedPeriod,
} from './models/RegisteredPerson';
import type { RegistrationCaseRow } from './models/RegistrationCase';
import type { ShelterRow } from './models/Shelter';
import type { RegistrationStatus, SpecificNeedCode } from './refugee-vocabulary';

/**
 * 121 registered persons. Immigration knew of 101 refugees in East Jakarta in October 2023 (ipol.id, sindonews); the
 * registration also counts asylum-seekers. Some districts come to lie beneath ten persons and are pooled.
 */
const registered = 121;
const personsOf = { backlog: 18, shelterIncidents: 16, quiet: 11, others: [14, 13, 12, 12, 10, 8, 7] };
/** Persons who left for another country in the months of the story: they are in its past months only. */
const departed = 5;
const shelters = 5;
/** A country's registered persons for the same residents, of which UNHCR counted 11,735 in September 2024. */
const dense = 1.2;

/** A card or certificate of a year; the backlog begins this many days before the story's last day. */
const documentDays = 365;
const backlogDays = 150;
const shelterIncidentDays = 90;
const evicted = 6;

export function refugeesDemonstration(story: DemonstrationStory): Record<string, readonly object[]> {
  const families = makeFamilies(story);
  return {
    registration_cases: families.map(({ registrationCase }) => registrationCase),
    registered_persons: makePersons(story, families),
    shelters: makeShelters(story),
  };
}

interface Family {
  readonly registrationCase: RegistrationCaseRow;
  readonly district: string;
  readonly status: RegistrationStatus;
  readonly size: number;
}

const place = (code: string) => ({ areaCode: code, areaPath: [...areaPath(code)] });

function makeFamilies(story: DemonstrationStory): Family[] {
  const random = story.random('refugees/cases');
  const homes = (story.residentsAreInvented ? personsSpread(story) : personsByDistrict(story)).flatMap(
    ([district, persons]) => familySizes(random, persons).map((size) => ({ district, size, left: false })),
  );
  const [first = ''] = districtsOf(story);
  const gone = familySizes(random, story.count(departed, dense)).map((size) => ({ district: first, size, left: true }));
  return [...homes, ...gone].map(({ district, size, left }, index) => ({
    registrationCase: {
      _id: story.number('CASE', 40_001 + index),
      ...place(villageIn(story, random, district).code),
      registeredOn: registrationDay(story, random, left),
      closedOn: left ? random.day(story.firstDay, addDays(story.today, -30)) : null,
    },
    district,
    size,
    // Shares of Indonesia's caseload, November 2022: 9,746 refugees and 2,870 asylum-seekers (UNHCR), and a few stateless.
    status: random.weighted<RegistrationStatus>([
      ['REFUGEE', 74],
      ['ASYLUM_SEEKER', 24],
      ['STATELESS', 2],
    ]),
  }));
}

function personsByDistrict(story: DemonstrationStory): (readonly [string, number])[] {
  const named: Readonly<Record<string, number>> = {
    [story.backlogDistrict]: personsOf.backlog,
    [story.shelterIncidentDistrict]: personsOf.shelterIncidents,
    [story.quietDistrict]: personsOf.quiet,
  };
  const others = districtsOf(story).filter((district) => named[district] === undefined);
  const inEastJakarta = (district: string): number =>
    named[district] ?? personsOf.others[others.indexOf(district) % personsOf.others.length] ?? 0;
  return districtsOf(story).map((district) => [district, inEastJakarta(district)]);
}

/** In a country persons live where people live: the city's number, spread over its districts by residents. */
function personsSpread(story: DemonstrationStory): (readonly [string, number])[] {
  const random = story.random('refugees/districts');
  const where = story.villages.map((village) => [village.district, village.population] as const);
  const persons = new Map<string, number>();
  for (let left = story.count(registered, dense); left > 0; left -= 1) {
    const district = random.weighted(where);
    persons.set(district, (persons.get(district) ?? 0) + 1);
  }
  return [...persons];
}

/** The districts of the story, the one with most residents first. */
function districtsOf({ villages }: DemonstrationStory): string[] {
  const residents = new Map<string, number>();
  for (const { district, population } of villages) {
    residents.set(district, (residents.get(district) ?? 0) + population);
  }
  return [...residents].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([district]) => district);
}

/** About 1.8 persons a case, as in UNHCR's 11,735 persons in 6,548 cases of September 2024. */
function familySizes(random: StoryRandom, persons: number): number[] {
  const sizes: number[] = [];
  for (let left = persons; left > 0; left -= sizes.at(-1) ?? 0) {
    const size = random.weighted<number>([
      [1, 63],
      [2, 12],
      [3, 10],
      [4, 9],
      [5, 6],
    ]);
    sizes.push(Math.min(size, left));
  }
  return sizes;
}

function villageIn({ villages }: DemonstrationStory, random: StoryRandom, district: string): StoryVillage {
  return random.weighted(
    villages.filter((village) => village.district === district).map((village) => [village, village.population]),
  );
}

function registrationDay({ firstDay, today }: DemonstrationStory, random: StoryRandom, left: boolean): Day {
  const recent = !left && random.chance(0.07);
  return recent
    ? random.day(firstDay, addDays(today, -20))
    : random.day(addDays(firstDay, -2_500), addDays(firstDay, -30));
}

function makePersons(story: DemonstrationStory, families: readonly Family[]): RegisteredPersonRow[] {
  const random = story.random('refugees/persons');
  const members = families.flatMap((family) =>
    Array.from({ length: family.size }, (_, member) => ({ family, member })),
  );
  const seats = new Map<string, number>();
  const evictions = evictedCases(story, families);
  return members.map(({ family, member }, index) => {
    const { registrationCase, district, status } = family;
    const seat = seats.get(district) ?? 0;
    seats.set(district, seat + 1);
    const child = member > 0 && random.chance(0.6);
    const bornMonth = addMonths(monthOf(story.today), -(child ? random.integer(2, 214) : random.integer(220, 780)));
    const bornAfter = `${bornMonth}-28` > registrationCase.registeredOn;
    const registeredOn = bornAfter ? `${bornMonth}-28` : registrationCase.registeredOn;
    const quiet = district === story.quietDistrict;
    return {
      _id: story.number('IND', 60_001 + index),
      areaCode: registrationCase.areaCode,
      areaPath: registrationCase.areaPath,
      caseId: registrationCase._id,
      status,
      bornMonth,
      registeredOn,
      leftOn: registrationCase.closedOn,
      documents: makeDocuments(story, random, district, seat, registeredOn),
      specificNeedPeriods: makeNeeds(story, random, child, registeredOn, quiet),
      outOfSchoolPeriods: child && !quiet ? makeTimeOutOfSchool(random, bornMonth, registeredOn) : [],
      shelterPeriods: makeHousing(story, registrationCase, evictions),
    };
  });
}

/**
 * Made from the last document backwards. In the backlog district every second person's document ran out in the last five
 * months and none was renewed; elsewhere some are always late.
 */
function makeDocuments(
  story: DemonstrationStory,
  random: StoryRandom,
  district: string,
  seat: number,
  registeredOn: Day,
): DocumentPeriod[] {
  const lapsedOn = lastDayOfLapsed(story, random, district, seat);
  const documents: DocumentPeriod[] = [];
  let validUntil = lapsedOn ?? addDays(story.today, random.integer(5, 360));
  for (;;) {
    const validFrom = addDays(validUntil, 1 - documentDays);
    if (validFrom <= registeredOn) {
      // The first document is waited for a while: who registered days ago may have none.
      const first = addDays(registeredOn, random.integer(5, 40));
      if (first <= validUntil && first <= story.today) documents.unshift({ validFrom: first, validUntil });
      return documents;
    }
    documents.unshift({ validFrom, validUntil });
    validUntil = addDays(validFrom, -1 - (random.chance(0.35) ? random.integer(60, 180) : 0));
  }
}

function lastDayOfLapsed(story: DemonstrationStory, random: StoryRandom, district: string, seat: number): Day | null {
  if (district === story.backlogDistrict) {
    const step = backlogDays / (personsOf.backlog / 2);
    return seat % 2 === 0
      ? addDays(story.today, -backlogDays + Math.round((step * seat) / 2) + random.integer(0, 9))
      : null;
  }
  const late = district === story.quietDistrict ? 0.05 : 0.16;
  return random.chance(late) ? addDays(story.today, -random.integer(3, 170)) : null;
}

/** One person in five, as in UNHCR's 2,338 of 13,110 (Indonesia, 2015). In the quiet district all are assisted. */
function makeNeeds(
  story: DemonstrationStory,
  random: StoryRandom,
  child: boolean,
  registeredOn: Day,
  quiet: boolean,
): SpecificNeedPeriod[] {
  if (!random.chance(0.2)) return [];
  const from = random.day(registeredOn, addDays(story.today, -5));
  const assisted = addDays(from, quiet ? 3 : random.integer(5, 90));
  return [
    {
      code: random.weighted<SpecificNeedCode>(child ? needsOfChildren : needsOfAdults),
      from,
      assistedFrom: (quiet || random.chance(0.65)) && assisted <= story.today ? assisted : null,
      until: null,
    },
  ];
}

const needsOfChildren: readonly (readonly [SpecificNeedCode, number])[] = [
  ['CR', 65],
  ['SC', 15],
  ['SM', 12],
  ['DS', 8],
];
const needsOfAdults: readonly (readonly [SpecificNeedCode, number])[] = [
  ['SM', 30],
  ['DS', 15],
  ['SP', 12],
  ['LP', 12],
  ['TR', 10],
  ['WR', 8],
  ['ER', 8],
  ['FU', 3],
  ['SV', 2],
];

function makeTimeOutOfSchool(random: StoryRandom, bornMonth: string, registeredOn: Day): OutOfSchoolPeriod[] {
  if (!random.chance(0.42)) return [];
  const schoolAge = `${addMonths(bornMonth, 72)}-01`;
  return [{ outFrom: schoolAge > registeredOn ? schoolAge : registeredOn, outUntil: null }];
}

/** The day on which a case of the incident district lost its home, for some of them. */
function evictedCases(story: DemonstrationStory, families: readonly Family[]): ReadonlyMap<string, Day> {
  const random = story.random('refugees/evictions');
  const days = new Map<string, Day>();
  let persons = 0;
  for (const { registrationCase, district, size } of families) {
    if (district !== story.shelterIncidentDistrict || registrationCase.closedOn !== null || persons >= evicted)
      continue;
    const day = random.day(addDays(story.today, -shelterIncidentDays), addDays(story.today, -7));
    days.set(registrationCase._id, later(day, addDays(registrationCase.registeredOn, 1)));
    persons += size;
  }
  return days;
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}

// Self-settled for the most part, as those who came after 2017; a case is housed together.
function makeHousing(
  story: DemonstrationStory,
  { _id, areaPath: path, registeredOn: from }: RegistrationCaseRow,
  evictions: ReadonlyMap<string, Day>,
): ShelterPeriod[] {
  const random = story.random(`refugees/housing/${_id}`);
  const lostOn = evictions.get(_id);
  if (lostOn !== undefined) {
    return [
      { kind: 'INDEPENDENT', from },
      { kind: 'PRECARIOUS', from: lostOn },
    ];
  }
  const precarious = path.includes(story.quietDistrict) ? 0 : 7;
  return [
    {
      kind: random.weighted([
        ['INDEPENDENT', 82],
        ['COMMUNITY_HOUSE', 11],
        ['PRECARIOUS', precarious],
      ] as const),
      from,
    },
  ];
}

function makeShelters(story: DemonstrationStory): ShelterRow[] {
  const random = story.random('refugees/shelters');
  const [first = '', second = first] = districtsOf(story).filter((district) => district !== story.quietDistrict);
  const districts = [
    story.shelterIncidentDistrict,
    story.shelterIncidentDistrict,
    story.backlogDistrict,
    first,
    second,
  ];
  return districts.slice(0, story.count(shelters, dense)).map((district, index) => ({
    _id: story.number('SHL', 101 + index),
    ...place(villageIn(story, random, district).code),
    kind: index === 1 ? ('EMERGENCY_SITE' as const) : 'COMMUNITY_HOUSE',
    openedOn: index === 1 ? addDays(story.today, -60) : random.day(addDays(story.firstDay, -1_800), story.firstDay),
    closedOn: index === 4 ? random.day(addDays(story.firstDay, 60), story.today) : null,
  }));
}
