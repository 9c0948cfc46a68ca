import type { Model } from 'mongoose';

import { loaderByGroup, loaderByKey } from '../../shared/batch-loader';
import { oneOf } from '../../shared/filter';
import type { JointActivityRow } from '../models/JointActivity';
import type { PlannedActivityRow } from '../models/PlannedActivity';

interface ActivityModels {
  readonly JointActivity: Model<JointActivityRow>;
  readonly PlannedActivity: Model<PlannedActivityRow>;
}

/** Joint activities by number: those that the secretariat sent, and those planned here, whose numbers begin with an alert's. */
export function activityByNumber({ JointActivity, PlannedActivity }: ActivityModels) {
  const read = async <Row extends JointActivityRow>(model: Model<Row>, numbers: readonly string[]) => {
    if (numbers.length === 0) return [];
    return model
      .find({ _id: oneOf(numbers) } as object)
      .batchSize(numbers.length + 1)
      .lean<Row[]>();
  };
  return loaderByKey<string, JointActivityRow>(
    async (numbers) => {
      const isPlanned = (number: string): boolean => number.includes('@');
      const rows = await Promise.all([
        read(PlannedActivity, numbers.filter(isPlanned)),
        read(
          JointActivity,
          numbers.filter((number) => !isPlanned(number)),
        ),
      ]);
      return rows.flat();
    },
    ({ _id }) => _id,
  );
}

/** The activities planned for each alert, by the day on which they were or are to be held; an alert has at most twenty. */
export function plannedByAlert({ PlannedActivity }: Pick<ActivityModels, 'PlannedActivity'>) {
  return loaderByGroup<PlannedActivityRow>(
    (alerts) =>
      PlannedActivity.find({ alert: oneOf(alerts) })
        .sort({ heldOn: 1, _id: 1 })
        .lean<PlannedActivityRow[]>()
        .exec(),
    ({ alert }) => alert,
  );
}
