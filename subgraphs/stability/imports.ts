import { areaPath, parseAreaCode } from '../shared/area-code';
import { isDay } from '../shared/calendar';
import type { ImportDefinition, ImportHelp, RawRow } from '../shared/import-definition';
import { whyUnknown } from '../shared/retired-areas';
import { RowReader } from '../shared/row-reader';
import { readDay } from '../shared/written-day';
import { areaFiguresImport } from './area-figures-import';
import { jointActivitiesHeadings } from './headings';
import { type ActionItemRow, jointActivityCollection, type JointActivityRow } from './models/JointActivity';
import { agencies, type Agency, jointActivityKinds } from './stability-vocabulary';

/**
 * One row, one activity. What was agreed to be done stands in four columns read side by side, one place for each item
 * between semicolons; an item that is not done leaves its place in `action_done_on` empty.
 */
const jointActivitiesImport: ImportDefinition = {
  kind: 'joint-activities',
  record: { collection: jointActivityCollection.collection, number: 'activity_number', ofPersons: false },
  requiredColumns: ['activity_number', 'title', 'kind', 'held_on', 'agencies', 'area_codes'],
  optionalColumns: ['action_tasks', 'action_owners', 'action_due_on', 'action_done_on'],
  headings: jointActivitiesHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const areaCodes = readAreas(read, row, help);
    const heldOn = read.day('held_on');
    read.demand(heldOn <= help.today, 'held_on', `must not be later than ${help.today}`);
    const took = read.choices('agencies', agencies);
    read.demand(took.length > 0, 'agencies', `must name one or more of ${agencies.join(', ')}`);
    const activity: JointActivityRow = {
      _id: read.number('activity_number'),
      title: read.text('title'),
      kind: read.choice('kind', jointActivityKinds),
      heldOn,
      agencies: took,
      areaCodes,
      areaPath: [...new Set(areaCodes.flatMap((code) => areaPath(code)))],
      actionItems: readActionItems(read, row, help),
    };
    return read.result('', [{ collection: jointActivityCollection.collection, document: activity }]);
  },
};

export const stabilityImports: readonly ImportDefinition[] = [jointActivitiesImport, areaFiguresImport];

function readAreas(read: RowReader, row: RawRow, { areas }: ImportHelp): string[] {
  const codes = [...new Set(placesOf(row, 'area_codes').filter((code) => code !== ''))];
  read.demand(codes.length > 0, 'area_codes', 'must name one or more areas, separated by semicolons');
  for (const code of codes) {
    const parsed = parseAreaCode(code);
    if (!parsed.ok) read.demand(false, 'area_codes', parsed.reason);
    else read.demand(areas.has(code), 'area_codes', `"${code}" ${whyUnknown(code)}`);
  }
  return codes;
}

const longestTask = 200;

function readActionItems(read: RowReader, row: RawRow, { today }: ImportHelp): ActionItemRow[] {
  const tasks = placesOf(row, 'action_tasks');
  const ownerTexts = placesOf(row, 'action_owners').map((text) => text.toUpperCase());
  const due = placesOf(row, 'action_due_on').map(dayIn);
  const done = placesOf(row, 'action_done_on').map(dayIn);
  const owners = ownerTexts.filter((text): text is Agency => agencies.some((agency) => agency === text));
  read.demand(
    tasks.every((task) => task !== '' && task.length <= longestTask),
    'action_tasks',
    `must be texts of at most ${longestTask} characters, separated by semicolons`,
  );
  read.demand(
    owners.length === ownerTexts.length && owners.length === tasks.length,
    'action_owners',
    `must have one of ${agencies.join(', ')} for each of action_tasks`,
  );
  read.demand(
    due.every(isDay) && due.length === tasks.length,
    'action_due_on',
    'must have a day such as 2024-10-17 for each of action_tasks',
  );
  read.demand(
    done.every((day) => day === '' || (isDay(day) && day <= today)) &&
      (done.length === 0 || done.length === tasks.length),
    'action_done_on',
    `must have a day not later than ${today}, or nothing, for each of action_tasks`,
  );
  return tasks.map((task, index) => ({
    id: String(index + 1),
    task,
    owner: owners[index] ?? 'TIMPORA',
    dueOn: due[index] ?? '',
    doneOn: dayOrNull(done[index]),
  }));
}

const dayOrNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** A day however it is written; other text as it stands. */
function dayIn(text: string): string {
  const read = readDay(text);
  return read.ok ? read.day : text;
}

/** What stands between the semicolons of a column, empty places too; nothing when the column is empty. */
function placesOf(row: RawRow, column: string): string[] {
  const text = (row[column] ?? '').trim();
  return text === '' ? [] : text.split(';').map((part) => part.trim());
}
