import { addDays, type Day } from '../../shared/calendar';
import type { DemonstrationStory, StoryRandom, StoryVillage } from '../../shared/demonstration-story';
import { eventTypeOf, type IncidentSubEventType } from '../incident-taxonomy';
import type { IncidentRow } from '../models/Incident';
import type { PoliticalEventRow } from '../models/PoliticalEvent';
import type { IncidentSeverity, ShelterRelation } from '../security-vocabulary';
import { type Choices, place, villagesBy } from './place';
import { earlier, lengthOf, monthsOf, overlap, phase, reached, type Span, weeksBeforeVote } from './story-time';

type Told = Omit<IncidentRow, '_id'>;

/** A country's incidents for the same residents. */
const dense = 8.2;

/**
 * Magnitudes (an estimate of the field, no published count): 40 to 90 recorded incidents a quarter, four fifths of them
 * S1 or S2, fewer than five S4 or S5; around shelters at most ten in half a year, but for the cluster.
 */
export function makeIncidents(story: DemonstrationStory, politicalEvents: readonly PoliticalEventRow[]): IncidentRow[] {
  const told = [
    ...everydayIncidents(story),
    ...shelterIncidents(story),
    ...shelterCluster(story),
    ...peacefulProtests(politicalEvents),
  ];
  return told
    .sort((one, other) => (one.reportedOn < other.reportedOn ? -1 : Number(one.reportedOn > other.reportedOn)))
    .map((incident, index) => ({ _id: story.number('INS', 30_001 + index), ...incident }));
}

/** What a severity is mostly made of: brawls between youth groups (tawuran) are mob violence, as are most riots here. */
const kindsOf: Readonly<Record<Exclude<IncidentSeverity, 'S0'>, Choices<IncidentSubEventType>>> = {
  S1: [
    ['MOB_VIOLENCE', 60],
    ['OTHER', 18],
    ['VIOLENT_DEMONSTRATION', 10],
    ['ATTACK', 7],
    ['CHANGE_TO_GROUP_ACTIVITY', 5],
  ],
  S2: [
    ['LOOTING_PROPERTY_DESTRUCTION', 45],
    ['MOB_VIOLENCE', 35],
    ['PROTEST_WITH_INTERVENTION', 12],
    ['VIOLENT_DEMONSTRATION', 8],
  ],
  S3: [
    ['MOB_VIOLENCE', 70],
    ['ATTACK', 20],
    ['VIOLENT_DEMONSTRATION', 7],
    ['EXCESSIVE_FORCE_AGAINST_PROTESTERS', 3],
  ],
  S4: [
    ['ATTACK', 65],
    ['MOB_VIOLENCE', 20],
    ['SEXUAL_VIOLENCE', 10],
    ['ABDUCTION_FORCED_DISAPPEARANCE', 5],
  ],
  S5: [
    ['MOB_VIOLENCE', 60],
    ['ATTACK', 40],
  ],
};

const kindsOfHostility: Choices<IncidentSubEventType> = [
  ['MOB_VIOLENCE', 45],
  ['ATTACK', 35],
  ['LOOTING_PROPERTY_DESTRUCTION', 20],
];

function everydayIncidents(story: DemonstrationStory): Told[] {
  const random = story.random('security/incidents');
  const where = villagesBy(story, ({ district }) => troubleOf(district, story) * (0.5 + random.next()));
  return monthsOf(story).flatMap((month) => {
    const campaign = overlap(month, phase('CAMPAIGN'));
    const heat = campaign === null ? 0 : Math.round((3 * lengthOf(campaign)) / lengthOf(month));
    const count = story.count(Math.round(month.share * random.integer(15, 21)) + heat, dense);
    // At most one grave incident a month, so that a quarter never has five.
    const grave: IncidentSeverity | null = random.chance(0.6) ? (random.chance(0.12) ? 'S5' : 'S4') : null;
    return Array.from({ length: count }, (_, index) => {
      const severity = index === 0 && grave !== null ? grave : random.weighted(everydaySeverities);
      return incidentOf(story, random, random.weighted(where), month, severity, 'NONE');
    });
  });
}

const everydaySeverities: Choices<'S1' | 'S2' | 'S3'> = [
  ['S1', 47],
  ['S2', 37],
  ['S3', 16],
];

// The quiet district has nearly none; the district of the cluster is a little rougher in all.
function troubleOf(district: string, { quietDistrict, shelterIncidentDistrict }: DemonstrationStory): number {
  if (district === quietDistrict) return 0.04;
  return district === shelterIncidentDistrict ? 1.3 : 1;
}

/** Up to one a month outside the cluster's district and the quiet one. */
function shelterIncidents(story: DemonstrationStory): Told[] {
  const random = story.random('security/shelter-incidents');
  const where = villagesBy(story, ({ district }) =>
    district === story.quietDistrict || district === story.shelterIncidentDistrict ? 0 : 1,
  );
  return monthsOf(story).flatMap((month) => {
    if (!random.chance(0.6 * month.share * Math.min(1, story.size))) return [];
    const severity = random.chance(0.7) ? 'S1' : 'S2';
    const relation = random.chance(0.3) ? 'AGAINST' : 'AROUND';
    return [incidentOf(story, random, random.weighted(where), month, severity, relation)];
  });
}

/** What the story is about: a district where shelters are threatened in the weeks before the vote. */
function shelterCluster(story: DemonstrationStory): Told[] {
  const random = story.random('security/shelter-cluster');
  const when = overlap(weeksBeforeVote(story), { first: story.firstDay, last: story.today });
  if (when === null) return [];
  const where = villagesBy(story, ({ district }) => (district === story.shelterIncidentDistrict ? 1 : 0));
  return Array.from({ length: story.count(random.integer(10, 13), 1) }, (_, index) => {
    // One home set on fire; the others are threats, damage and blows.
    const severity = index === 0 ? 'S4' : random.weighted(clusterSeverities);
    const relation = index === 0 || random.chance(0.45) ? 'AGAINST' : 'AROUND';
    return incidentOf(story, random, random.weighted(where), when, severity, relation, 0.35);
  });
}

const clusterSeverities: Choices<'S1' | 'S2' | 'S3'> = [
  ['S1', 40],
  ['S2', 45],
  ['S3', 15],
];

function incidentOf(
  story: DemonstrationStory,
  random: StoryRandom,
  village: StoryVillage,
  when: Span,
  severity: Exclude<IncidentSeverity, 'S0'>,
  shelterRelation: ShelterRelation,
  slowShare = 0.17,
): Told {
  const occurredOn = random.day(when.first, when.last);
  const reportedOn = earlier(addDays(occurredOn, random.weighted(daysToReport)), story.today);
  const subEventType = random.weighted(shelterRelation === 'NONE' ? kindsOf[severity] : kindsOfHostility);
  return {
    ...place(village),
    eventType: eventTypeOf(subEventType),
    subEventType,
    severity,
    occurredOn,
    reportedOn,
    closedOn: reached(addDays(reportedOn, daysToClose(random, slowShare)), story),
    shelterRelation,
  };
}

const daysToReport: Choices<number> = [
  [0, 60],
  [1, 25],
  [2, 10],
  [4, 5],
];

/** Most are closed within 3 to 20 days; the slow ones take months. */
function daysToClose(random: StoryRandom, slowShare: number): number {
  return random.chance(slowShare) ? random.integer(30, 240) : random.integer(3, 20);
}

/** Peaceful protests are on record as lawful events, where they were held and closed the same day. */
function peacefulProtests(politicalEvents: readonly PoliticalEventRow[]): Told[] {
  return politicalEvents
    .filter(({ kind }) => kind === 'PEACEFUL_PROTEST')
    .map(({ areaCode, areaPath, heldOn }) => lawful({ areaCode, areaPath }, heldOn));
}

function lawful(where: Pick<IncidentRow, 'areaCode' | 'areaPath'>, on: Day): Told {
  return {
    ...where,
    eventType: 'PROTESTS',
    subEventType: 'PEACEFUL_PROTEST',
    severity: 'S0',
    occurredOn: on,
    reportedOn: on,
    closedOn: on,
    shelterRelation: 'NONE',
  };
}
