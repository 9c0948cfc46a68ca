import { addDays, type Day } from '../../shared/calendar';
import type { DemonstrationStory, StoryRandom, StoryVillage } from '../../shared/demonstration-story';
import type { TensionReportRow } from '../models/TensionReport';
import type { TensionSubject } from '../security-vocabulary';
import { type Choices, place, villagesBy } from './place';
import { lengthOf, monthsOf, overlap, phase, reached, weeksBeforeVote } from './story-time';

/** 60 to 120 reports a month (an estimate of the field), about four fifths of them verified within a week. */
export function makeTensionReports(story: DemonstrationStory): TensionReportRow[] {
  const random = story.random('security/tension-reports');
  return monthsOf(story)
    .flatMap((month) => {
      const campaign = overlap(month, phase('CAMPAIGN'));
      const more = campaign === null ? 0 : Math.round((15 * lengthOf(campaign)) / lengthOf(month));
      const count = story.count(Math.round(month.share * random.integer(64, 100)) + more, 1);
      return Array.from({ length: count }, () => reportOf(story, random, random.day(month.first, month.last)));
    })
    .sort((one, other) => (one.reportedOn < other.reportedOn ? -1 : Number(one.reportedOn > other.reportedOn)))
    .map((report, index) => ({ _id: story.number('FKDM', 10_001 + index), ...report }));
}

function reportOf(story: DemonstrationStory, random: StoryRandom, reportedOn: Day): Omit<TensionReportRow, '_id'> {
  const tense = reportedOn >= weeksBeforeVote(story).first;
  const village = random.weighted(villagesBy(story, (candidate) => watchfulness(candidate, story, tense)));
  const besieged = tense && village.district === story.shelterIncidentDistrict;
  return {
    ...place(village),
    reportedOn,
    verifiedOn: random.chance(0.81) ? reached(addDays(reportedOn, random.integer(0, 6)), story) : null,
    subject: random.weighted(
      besieged ? subjectsAroundShelters : reportedOn >= phase('CAMPAIGN').first ? inVote : usual,
    ),
  };
}

function watchfulness({ district }: StoryVillage, story: DemonstrationStory, tense: boolean): number {
  if (district === story.quietDistrict) return 0.15;
  return tense && district === story.shelterIncidentDistrict ? 2 : 1;
}

const usual: Choices<TensionSubject> = [
  ['YOUTH_GROUPS', 45],
  ['LAND_OR_MARKET', 20],
  ['RUMOUR', 15],
  ['HOUSING', 8],
  ['ELECTION', 2],
  ['OTHER', 10],
];
const inVote: Choices<TensionSubject> = [
  ['ELECTION', 35],
  ['YOUTH_GROUPS', 30],
  ['RUMOUR', 15],
  ['LAND_OR_MARKET', 10],
  ['HOUSING', 4],
  ['OTHER', 6],
];
const subjectsAroundShelters: Choices<TensionSubject> = [
  ['HOUSING', 40],
  ['RUMOUR', 30],
  ['ELECTION', 15],
  ['YOUTH_GROUPS', 15],
];
