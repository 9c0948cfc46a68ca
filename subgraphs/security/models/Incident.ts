import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import {
  type IncidentEventType,
  incidentEventTypes,
  type IncidentSubEventType,
  incidentSubEventTypes,
} from '../incident-taxonomy';
import {
  incidentSeverities,
  type IncidentSeverity,
  type ShelterRelation,
  shelterRelations,
} from '../security-vocabulary';

export interface IncidentRow extends AreaRecord {
  readonly eventType: IncidentEventType;
  readonly subEventType: IncidentSubEventType;
  readonly severity: IncidentSeverity;
  readonly occurredOn: string;
  readonly reportedOn: string;
  /** Day its handling was closed; null while it is open. The status is no field of its own: it follows from this one. */
  readonly closedOn: string | null;
  readonly shelterRelation: ShelterRelation;
}

export const incidentCollection: CollectionDefinition = {
  collection: 'incidents',
  fields: {
    ...recordFields,
    eventType: field.choice(incidentEventTypes),
    subEventType: field.choice(incidentSubEventTypes),
    severity: field.choice(incidentSeverities),
    occurredOn: field.text,
    reportedOn: field.text,
    closedOn: field.optionalText,
    shelterRelation: field.choice(shelterRelations),
  },
  indexes: [[{ areaPath: 1, occurredOn: 1, _id: 1 }], [{ areaCode: 1 }]],
};
