import type { Connection } from 'mongoose';

import { modelOf } from '../shared/model';
import { accessEntryCollection, type AccessEntryRow } from './models/AccessEntry';
import { assessmentCollection, type AssessmentRow } from './models/Assessment';
import { jointActivityCollection, type JointActivityRow } from './models/JointActivity';

export const stabilityCollections = [jointActivityCollection.collection, assessmentCollection.collection];

export type StabilityModels = ReturnType<typeof createStabilityModels>;

export function createStabilityModels(connection: Connection) {
  return {
    AccessEntry: modelOf<AccessEntryRow>(auditDatabase(connection), 'AccessEntry', accessEntryCollection),
    JointActivity: modelOf<JointActivityRow>(connection, 'JointActivity', jointActivityCollection),
    Assessment: modelOf<AssessmentRow>(connection, 'Assessment', assessmentCollection),
  };
}

/** The gateway's database of its audit log, beside the agencies'. It is read here and never written. */
function auditDatabase(connection: Connection): Connection {
  return connection.useDb(connection.name.replace(/_stability$/, '_audit'), { useCache: true });
}
