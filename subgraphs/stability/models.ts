import type { Connection } from 'mongoose';

import { modelOf } from '../shared/model';
import { FiguresOfAreas } from './figures-of-areas';
import { accessEntryCollection, type AccessEntryRow } from './models/AccessEntry';
import { areaFiguresCollection, type AreaFiguresRow } from './models/AreaFigures';
import { assessmentCollection, type AssessmentRow } from './models/Assessment';
import { jointActivityCollection, type JointActivityRow } from './models/JointActivity';
import { plannedActivityCollection, type PlannedActivityRow } from './models/PlannedActivity';
import { stabilityAlertCollection, type StabilityAlertRow } from './models/StabilityAlert';
import { rememberRanks } from './ranking';

export const stabilityCollections = [
  jointActivityCollection.collection,
  assessmentCollection.collection,
  areaFiguresCollection.collection,
  stabilityAlertCollection.collection,
  plannedActivityCollection.collection,
];

export type StabilityModels = ReturnType<typeof createStabilityModels>;

/** The models, and what is remembered from one request to the next: the figures of areas, and ranks. */
export function createStabilityModels(connection: Connection) {
  const AreaFigures = modelOf<AreaFiguresRow>(connection, 'AreaFigures', areaFiguresCollection);
  return {
    AreaFigures,
    figuresOfAreas: new FiguresOfAreas(AreaFigures),
    ranks: rememberRanks(),
    AccessEntry: modelOf<AccessEntryRow>(auditDatabase(connection), 'AccessEntry', accessEntryCollection),
    JointActivity: modelOf<JointActivityRow>(connection, 'JointActivity', jointActivityCollection),
    Assessment: modelOf<AssessmentRow>(connection, 'Assessment', assessmentCollection),
    StabilityAlert: modelOf<StabilityAlertRow>(connection, 'StabilityAlert', stabilityAlertCollection),
    PlannedActivity: modelOf<PlannedActivityRow>(connection, 'PlannedActivity', plannedActivityCollection),
  };
}

/** The gateway's database of its audit log, beside the agencies'. It is read here and never written. */
function auditDatabase(connection: Connection): Connection {
  return connection.useDb(connection.name.replace(/_stability$/, '_audit'), { useCache: true });
}
