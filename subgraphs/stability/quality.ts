import { type QualityRule, recordRule, retiredMend } from '../shared/quality-rule';
import { retiredArea } from '../shared/retired-areas';
import { jointActivityCollection, type JointActivityRow } from './models/JointActivity';

const { collection } = jointActivityCollection;

export const stabilityQuality: readonly QualityRule[] = [
  recordRule<JointActivityRow>(
    {
      id: 'area-unknown',
      collection,
      means: 'The activity names an area that is not in the catalogue.',
      mend: 'Give the activity the codes that its areas have now.',
    },
    ['areaCodes'],
    ({ areaCodes }, { areas }) => areaCodes.some((code) => !areas.has(code) && retiredArea(code) === null),
  ),
  recordRule<JointActivityRow>(
    {
      id: 'area-retired',
      collection,
      means: 'The activity names an area by a code that was retired, and that another followed.',
      mend: retiredMend,
    },
    ['areaCodes'],
    ({ areaCodes }, { areas }) => areaCodes.some((code) => !areas.has(code) && retiredArea(code) !== null),
  ),
  recordRule<JointActivityRow>(
    {
      id: 'action-item-before-activity',
      severity: 'warning',
      collection,
      means: 'A task is due or done before the activity that it comes from was held.',
    },
    ['heldOn', 'actionItems'],
    ({ heldOn, actionItems }) =>
      actionItems.some(({ dueOn, doneOn }) => dueOn < heldOn || (doneOn !== null && doneOn < heldOn)),
  ),
  recordRule<JointActivityRow>(
    {
      id: 'task-done-in-future',
      collection,
      means: 'A task was done on a day after today.',
    },
    ['actionItems'],
    ({ actionItems }, { today }) => actionItems.some(({ doneOn }) => doneOn !== null && doneOn > today),
  ),
];
