import type { Connection } from 'mongoose';

import { modelOf } from '../shared/model';
import { assessmentCollection, type AssessmentRow } from './models/Assessment';
import { jointActivityCollection, type JointActivityRow } from './models/JointActivity';

export const stabilityCollections = [jointActivityCollection.collection, assessmentCollection.collection];

export type StabilityModels = ReturnType<typeof createStabilityModels>;

export function createStabilityModels(connection: Connection) {
  return {
    JointActivity: modelOf<JointActivityRow>(connection, 'JointActivity', jointActivityCollection),
    Assessment: modelOf<AssessmentRow>(connection, 'Assessment', assessmentCollection),
  };
}
