import { type QualityRule, recordRule } from '../shared/quality-rule';
import { jointActivityCollection, type JointActivityRow } from './models/JointActivity';

const { collection } = jointActivityCollection;

export const stabilityQuality: readonly QualityRule[] = [
  recordRule<JointActivityRow>(
    {
      id: 'area-unknown',
      collection,
      means: 'The activity names an area that is not in the catalogue: the code was retired, or never was one.',
      mend: 'Give the activity the codes that its areas have now.',
    },
    ['areaCodes'],
    ({ areaCodes }, { areas }) => areaCodes.some((code) => !areas.has(code)),
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
