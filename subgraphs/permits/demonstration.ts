import { areaPath } from '../shared/area-code';
import { addDays } from '../shared/calendar';
import type { DemonstrationStory, StoryRandom, StoryVillage } from '../shared/demonstration-story';
import type { AdministrativeActionRow } from './models/AdministrativeAction';
import type { LodgingRow } from './models/Lodging';
import type { PermitApplicationRow } from './models/PermitApplication';
import type { PermitHolderRow } from './models/PermitHolder';
import type { SponsorRow } from './models/Sponsor';
import { noEnd, type StayPermitRow } from './models/StayPermit';
import type { ApplicationKind, PermitIndexRegime, SponsorKind, StayPermitKind } from './permit-vocabulary';

/** Foreigners recorded in East Jakarta by its immigration office, early October 2023 (ipol.id, sindonews). */
const foreigners = 7_981;
/** About 7,500 applications a year at an office of this size (North Jakarta 2024, republika), over 14 months. */
const applications = 8_700;
const lodgings = 420;
/** 30 to 60 administrative actions a year (estimate from the offices' published counts). */
const administrativeActions = 48;
const sponsors = 900;
/** A country's records for the same residents: more permits and fewer applications than East Jakarta's office has. */
const dense = { foreigners: 1.31, applications: 0.4, lodgings: 1, actions: 1, sponsors: 1 };

export function permitsDemonstration(story: DemonstrationStory): Record<string, readonly object[]> {
  const sponsorRows = makeSponsors(story);
  const holders = makeHolders(story);
  const permits = makePermits(story, holders, sponsorRows);
  return {
    sponsors: sponsorRows,
    permit_holders: holders,
    stay_permits: permits,
    permit_applications: makeApplications(story, permits),
    lodgings: makeLodgings(story),
    administrative_actions: makeActions(story),
  };
}

// The quiet district has a quarter of the city's foreigners on a tenth of its people: presence alone moves no index.
function homes({ villages, quietDistrict }: DemonstrationStory): readonly (readonly [StoryVillage, number])[] {
  return villages.map((village) => [village, village.population * (village.district === quietDistrict ? 3.3 : 1)]);
}

const place = ({ code }: { code: string }) => ({ areaCode: code, areaPath: [...areaPath(code)] });

/** An invented name: made of invented syllables, and marked as one of the demonstration. */
function inventedName(random: StoryRandom): string {
  const syllables = [
    'va',
    'tel',
    'mo',
    'rin',
    'ke',
    'dor',
    'lu',
    'sha',
    'per',
    'ni',
    'zan',
    'ob',
    'we',
    'til',
  ] as const;
  const word = (): string => {
    const text = Array.from({ length: random.integer(2, 3) }, () => random.pick(syllables)).join('');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  return `${word()} ${word()} (demo)`;
}

function makeHolders(story: DemonstrationStory): PermitHolderRow[] {
  const random = story.random('permits/holders');
  return Array.from({ length: story.count(foreigners, dense.foreigners) }, (_, index) => ({
    _id: story.number('WNA', 100_001 + index),
    name: inventedName(random),
  }));
}

function makeSponsors(story: DemonstrationStory): SponsorRow[] {
  const random = story.random('permits/sponsors');
  return Array.from({ length: story.count(sponsors, dense.sponsors) }, (_, index) => {
    const kind = random.weighted<SponsorKind>([
      ['EMPLOYER', 55],
      ['FAMILY', 25],
      ['EDUCATION', 8],
      ['INVESTMENT', 12],
    ]);
    const name =
      kind === 'FAMILY' ? inventedName(random) : `${kind.charAt(0)}${kind.slice(1).toLowerCase()} ${index + 1} (demo)`;
    return { _id: story.number('PJM', 10_001 + index), name, kind };
  });
}

/** The last day a permit of the kind is valid, counted from its first. */
const lifeInDays: Readonly<Record<StayPermitKind, number>> = {
  DIPLOMATIC: 730,
  SERVICE: 730,
  VISIT: 60,
  LIMITED: 365,
  PERMANENT: 1_826,
};

function makePermits(
  story: DemonstrationStory,
  holders: readonly PermitHolderRow[],
  sponsorRows: readonly SponsorRow[],
): StayPermitRow[] {
  const random = story.random('permits/stay-permits');
  const where = homes(story);
  return holders.flatMap(({ _id: holderId }, index) => {
    const village = random.weighted(where);
    // Shares of North Jakarta's stock, February 2024 (antaranews): ITAS 79 %, ITAP 17 %, ITK 4 %.
    const kind = random.weighted<StayPermitKind>([
      ['LIMITED', 788],
      ['PERMANENT', 167],
      ['VISIT', 41],
      ['SERVICE', 3],
      ['DIPLOMATIC', 1],
    ]);
    const life = lifeInDays[kind];
    const validFrom = random.day(addDays(story.today, -(life - 10)), addDays(story.today, -3));
    const sponsor = kind === 'VISIT' ? null : (sponsorRows[random.integer(0, sponsorRows.length - 1)] ?? null);
    const current = permitRow(story.number('IT', 500_001 + index), village, kind, validFrom, holderId, sponsor);
    if (!random.chance(0.1)) return [current];
    const earlier = permitRow(
      story.number('IT', 400_001 + index),
      village,
      kind,
      addDays(validFrom, -life),
      holderId,
      sponsor,
    );
    return [current, { ...earlier, decision: random.chance(0.05) ? ('CANCELLED' as const) : ('ENDED' as const) }];
  });

  function permitRow(
    _id: string,
    village: StoryVillage,
    kind: StayPermitKind,
    validFrom: string,
    holderId: string,
    sponsor: SponsorRow | null,
  ): StayPermitRow {
    const indexRegime: PermitIndexRegime = validFrom < '2024-01-01' ? 'UNTIL_2023' : 'FROM_2024';
    const endless = kind === 'PERMANENT' && random.chance(0.1);
    return {
      _id,
      ...place(village),
      kind,
      indexRegime,
      indexCode: indexCode(kind, indexRegime, sponsor?.kind ?? null),
      decision: 'IN_FORCE',
      validFrom,
      validUntil: endless ? noEnd : addDays(validFrom, lifeInDays[kind] - 1),
      holderId,
      sponsorId: sponsor?._id ?? null,
    };
  }
}

/** Indices of the two regimes for work, study, family and investment, as the glossary of the field gives them. */
function indexCode(kind: StayPermitKind, regime: PermitIndexRegime, sponsor: SponsorKind | null): string {
  if (kind === 'VISIT') return regime === 'UNTIL_2023' ? 'B211A' : 'C1';
  const old = { EMPLOYER: 'C312', EDUCATION: 'C316', FAMILY: 'C317', INVESTMENT: 'C313' } as const;
  const current = { EMPLOYER: 'E23', EDUCATION: 'E30', FAMILY: 'E31', INVESTMENT: 'E28A' } as const;
  return (regime === 'UNTIL_2023' ? old : current)[sponsor ?? 'EMPLOYER'];
}

function makeApplications(story: DemonstrationStory, permits: readonly StayPermitRow[]): PermitApplicationRow[] {
  const random = story.random('permits/applications');
  return Array.from({ length: story.count(applications, dense.applications) }, (_, index) => {
    const permit = permits[random.integer(0, permits.length - 1)];
    if (permit === undefined) throw new Error('the story needs permits');
    const submittedOn = random.day(story.firstDay, story.today);
    const serviceStandardDays = permit.kind === 'PERMANENT' ? 14 : 7;
    const dueOn = addDays(submittedOn, serviceStandardDays);
    const decision = addDays(
      submittedOn,
      daysToDecision(random, story, permit.areaPath, submittedOn, serviceStandardDays),
    );
    const decidedOn = decision <= story.today ? decision : null;
    return {
      _id: story.number('PMH', 700_001 + index),
      areaCode: permit.areaCode,
      areaPath: permit.areaPath,
      kind: random.weighted<ApplicationKind>([
        ['EXTENSION', 60],
        ['NEW', 25],
        ['CONVERSION', 8],
        ['REENTRY', 7],
      ]),
      permitKind: permit.kind,
      permitId: permit._id,
      submittedOn,
      serviceStandardDays,
      dueOn,
      decidedOn,
      decidedLate: decidedOn !== null && decidedOn > dueOn,
      status:
        decidedOn === null
          ? 'PENDING'
          : random.weighted([
              ['APPROVED', 93],
              ['REFUSED', 4],
              ['WITHDRAWN', 3],
            ] as const),
    };
  });
}

// Everywhere one in ten is late. In the backlog district the share climbs from May to more than half in the last month.
function daysToDecision(
  random: StoryRandom,
  story: DemonstrationStory,
  path: readonly string[],
  submittedOn: string,
  standard: number,
): number {
  const monthsOfBacklog = path.includes(story.backlogDistrict)
    ? Math.max(0, monthsSince(addDays(story.today, -180), submittedOn))
    : 0;
  const late = random.chance(Math.min(0.65, 0.09 + 0.1 * monthsOfBacklog));
  return late ? standard + random.integer(2, 25) : random.integer(1, standard);
}

function monthsSince(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (30 * 86_400_000);
}

function makeLodgings(story: DemonstrationStory): LodgingRow[] {
  const random = story.random('permits/lodgings');
  const where = homes(story);
  return Array.from({ length: story.count(lodgings, dense.lodgings) }, (_, index) => {
    const village = random.weighted(where);
    const registeredOn = random.day(addDays(story.firstDay, -700), addDays(story.today, -20));
    const closedOn = random.chance(0.05) ? random.day(addDays(registeredOn, 60), addDays(registeredOn, 900)) : null;
    return {
      _id: story.number('APOA', 20_001 + index),
      ...place(village),
      kind: random.weighted<LodgingRow['kind']>([
        ['BOARDING_HOUSE', 50],
        ['APARTMENT', 25],
        ['HOTEL', 15],
        ['PRIVATE_HOME', 10],
      ]),
      registeredOn,
      closedOn: closedOn !== null && closedOn <= story.today ? closedOn : null,
      reportDays: reportDays(random, story, registeredOn),
    };
  });
}

/** Diligent places report every week or so, others now and then, and some stop for good. */
function reportDays(random: StoryRandom, story: DemonstrationStory, registeredOn: string): string[] {
  const gap = random.weighted<number>([
    [9, 45],
    [20, 25],
    [45, 20],
    [120, 10],
  ]);
  const stopsOn = random.chance(0.12) ? random.day(story.firstDay, story.today) : story.today;
  const days: string[] = [];
  let day =
    registeredOn > addDays(story.firstDay, -60) ? registeredOn : addDays(story.firstDay, -random.integer(1, 60));
  while (day <= stopsOn) {
    days.push(day);
    day = addDays(day, random.integer(1, 2 * gap));
  }
  return days;
}

function makeActions(story: DemonstrationStory): AdministrativeActionRow[] {
  const random = story.random('permits/administrative-actions');
  const where = story.villages.map((village) => [village, village.population] as const);
  return Array.from({ length: story.count(administrativeActions, dense.actions) }, (_, index) => {
    const village = random.weighted(where);
    const imposedOn = random.day(story.firstDay, story.today);
    const endedOn = addDays(imposedOn, random.integer(3, 90));
    return {
      _id: story.number('TAK', 1_001 + index),
      ...place(village),
      kind: random.weighted<AdministrativeActionRow['kind']>([
        ['DEPORTATION', 55],
        ['CHARGE', 20],
        ['PREVENTION_OR_DETERRENCE_LIST', 15],
        ['PERMIT_LIMITED_CHANGED_OR_CANCELLED', 7],
        ['OBLIGATION_OF_RESIDENCE', 2],
        ['EXCLUSION_FROM_PLACE', 1],
      ]),
      imposedOn,
      endedOn: endedOn <= story.today ? endedOn : null,
    };
  });
}
