import { areaPath } from '../shared/area-code';
import { addDays, type Day } from '../shared/calendar';
import type { DemonstrationStory, StoryRandom } from '../shared/demonstration-story';
import type { AreaFiguresRow } from './models/AreaFigures';
import type { ActionItemRow, JointActivityRow } from './models/JointActivity';
import type { Agency, JointActivityKind } from './stability-vocabulary';

/** The coordination meeting on refugees in East Jakarta before the election (sippn.menpan.go.id/berita/148890). */
const timporaMeeting: Day = '2024-10-17';

export function stabilityDemonstration(story: DemonstrationStory): Record<string, readonly object[]> {
  const activities = { joint_activities: [meeting(story), ...fieldActivities(story)] };
  return story.residentsAreInvented ? { ...activities, area_figures: inventedFigures(story) } : activities;
}

const invented = 'Synthetic: invented for the demonstration at the size of a country';

/** Residents of the city, its districts and its villages; sizes and centres of areas are not invented. */
function inventedFigures({ city, villages, today }: DemonstrationStory): AreaFiguresRow[] {
  const residents = new Map<string, number>();
  for (const { code, district, population } of villages) {
    for (const area of [city, district, code]) residents.set(area, (residents.get(area) ?? 0) + population);
  }
  return [...residents].map(([_id, population]) => ({
    _id,
    population,
    areaKm2: null,
    centroid: null,
    asOf: today,
    source: invented,
  }));
}

function meeting({
  city,
  shelterIncidentDistrict,
  backlogDistrict,
  residentsAreInvented,
  number,
}: DemonstrationStory): JointActivityRow {
  return {
    _id: number('TIMPORA-2024', '001'),
    title: `Coordination on refugees in ${residentsAreInvented ? 'the city' : 'East Jakarta'} for a stable election`,
    kind: 'COORDINATION_MEETING',
    heldOn: timporaMeeting,
    agencies: ['IMMIGRATION', 'UNHCR', 'KESBANGPOL', 'TIMPORA'],
    areaCodes: [city],
    areaPath: [...areaPath(city)],
    actionItems: [
      item('1', `Mediation around the shelters of ${shelterIncidentDistrict}`, 'KESBANGPOL', '2024-11-08', null),
      item(
        '2',
        `Renewal drive for permits and UNHCR documents in ${backlogDistrict}`,
        'IMMIGRATION',
        '2024-11-15',
        null,
      ),
      item('3', 'Monthly figures of each agency to the secretariat', 'TIMPORA', '2024-10-31', '2024-10-30'),
    ],
  };
}

function item(id: string, task: string, owner: Agency, dueOn: Day, doneOn: Day | null): ActionItemRow {
  return { id, task, owner, dueOn, doneOn };
}

const titles: Readonly<Record<Exclude<JointActivityKind, 'COORDINATION_MEETING'>, string>> = {
  JOINT_VISIT: 'Joint visit to lodgings',
  MEDIATION: 'Mediation between neighbours',
  OUTREACH: 'Information for residents and self-settled refugees',
  SERVICE_DRIVE: 'Mobile renewal service',
};

/** Two to four field activities a month. The district with incidents around shelters has had none for months. */
function fieldActivities(story: DemonstrationStory): JointActivityRow[] {
  const random = story.random('stability/joint-activities');
  const districts = [...new Set(story.villages.map(({ district }) => district))];
  const rows: JointActivityRow[] = [];
  for (let day = story.firstDay; day < story.today; day = addDays(day, random.integer(8, 14))) {
    const district = pickDistrict(random, story, districts, day);
    const kind = random.weighted<keyof typeof titles>([
      ['JOINT_VISIT', 4],
      ['OUTREACH', 3],
      ['SERVICE_DRIVE', 2],
      ['MEDIATION', 1],
    ]);
    const villages = story.villages.filter((village) => village.district === district);
    const areaCodes = random.chance(0.5)
      ? [district]
      : [villages[random.integer(0, villages.length - 1)]?.code ?? district];
    rows.push({
      _id: story.number(`TIMPORA-${day.slice(0, 4)}`, 101 + rows.length),
      title: titles[kind],
      kind,
      heldOn: day,
      agencies: kind === 'SERVICE_DRIVE' ? ['IMMIGRATION', 'UNHCR'] : ['IMMIGRATION', 'KESBANGPOL', 'TIMPORA'],
      areaCodes,
      areaPath: [...new Set(areaCodes.flatMap((code) => areaPath(code)))],
      actionItems: followUp(random, day, story.today),
    });
  }
  return rows;
}

function pickDistrict(random: StoryRandom, story: DemonstrationStory, districts: readonly string[], day: Day): string {
  const lately = day > addDays(story.today, -140);
  const open = districts.filter((district) => !(lately && district === story.shelterIncidentDistrict));
  return open[random.integer(0, open.length - 1)] ?? story.city;
}

function followUp(random: StoryRandom, heldOn: Day, today: Day): ActionItemRow[] {
  const dueOn = addDays(heldOn, 21);
  const done = addDays(heldOn, random.integer(5, 40));
  return [
    item(
      '1',
      'Report of the visit to the secretariat',
      random.pick(['IMMIGRATION', 'KESBANGPOL', 'TIMPORA']),
      dueOn,
      done <= today ? done : null,
    ),
  ];
}
