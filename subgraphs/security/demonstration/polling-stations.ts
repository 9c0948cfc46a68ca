import type { DemonstrationStory, StoryRandom, StoryVillage } from '../../shared/demonstration-story';
import { apportion, spreadEvenly } from '../apportion';
import { districtElectionFigures } from '../election-figures';
import { pollingStationNumber, type PollingStationRow } from '../models/PollingStation';
import type { PollingStationFlag } from '../security-vocabulary';
import { type Choices, place } from './place';

/** The election commission's limit for one station in the elections of regional heads of 2024. */
const mostVoters = 600;
const flagging = { first: '2024-09-25', last: '2024-10-25' };

/** The city's stations and voters: the districts' figures, spread over their villages by population. */
export function makePollingStations(story: DemonstrationStory): PollingStationRow[] {
  const random = story.random('security/polling-stations');
  if (story.residentsAreInvented) return inventedStations(story, random);
  return Object.entries(districtElectionFigures).flatMap(([district, { pollingStations, registeredVoters }]) => {
    const villages = story.villages.filter((village) => village.district === district);
    const populations = villages.map(({ population }) => population);
    const stations = apportion(pollingStations, populations);
    // By stations and not by population, so that rounding a village's stations down does not overfill them.
    const voters = apportion(registeredVoters, stations);
    return villages.flatMap((village, index) =>
      stationsOf(story, random, village, stations[index] ?? 0, voters[index] ?? 0),
    );
  });
}

/** Outside East Jakarta: its share of voters among residents, and its voters a station. */
const votersPerResident = 0.735;
const votersPerStation = 573;

function inventedStations(story: DemonstrationStory, random: StoryRandom): PollingStationRow[] {
  return story.villages.flatMap((village) => {
    const voters = Math.round(village.population * votersPerResident);
    return stationsOf(story, random, village, Math.max(1, Math.ceil(voters / votersPerStation)), voters);
  });
}

function stationsOf(
  story: DemonstrationStory,
  random: StoryRandom,
  village: StoryVillage,
  stations: number,
  voters: number,
): PollingStationRow[] {
  return unevenly(random, spreadEvenly(voters, stations)).map((registeredVoters, index) => {
    const flaggedOn = random.day(flagging.first, flagging.last);
    const flags = flaggedOn <= story.today ? flagsOf(random, village, story) : [];
    return {
      _id: pollingStationNumber(village.code, index + 1),
      ...place(village),
      number: index + 1,
      registeredVoters,
      flags,
      flaggedOn: flags.length === 0 ? null : flaggedOn,
    };
  });
}

/** Moves some voters from one station to the next: no two lists are equally long, and the sum stays. */
function unevenly(random: StoryRandom, voters: readonly number[]): number[] {
  const uneven = [...voters];
  for (let index = 0; index + 1 < uneven.length; index += 2) {
    const [giving, taking] = [uneven[index] ?? 0, uneven[index + 1] ?? 0];
    const moved = random.integer(0, Math.max(0, mostVoters - taking));
    uneven[index] = giving - moved;
    uneven[index + 1] = taking + moved;
  }
  return uneven;
}

/** About 6 % have a flag that counts in the index: twice as many in the cluster's district, hardly any in the quiet one. */
function flagsOf(random: StoryRandom, { district }: StoryVillage, story: DemonstrationStory): PollingStationFlag[] {
  const factor = district === story.quietDistrict ? 0.15 : district === story.shelterIncidentDistrict ? 2 : 1;
  const flags: PollingStationFlag[] = [];
  if (random.chance(0.058 * factor)) flags.push(random.weighted(riskFlags));
  for (const [flag, share] of otherFlags) if (random.chance(share)) flags.push(flag);
  return flags;
}

const riskFlags: Choices<PollingStationFlag> = [
  ['SECURITY', 40],
  ['CONFLICT_PRONE_PLACE', 35],
  ['SARA', 25],
];
const otherFlags: Choices<PollingStationFlag> = [
  ['VOTER_LIST', 0.05],
  ['LOGISTICS', 0.015],
  ['NETWORK', 0.025],
];
