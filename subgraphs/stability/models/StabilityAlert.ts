import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import type { ToldChange } from '../assessment/change-between';
import type { IndicatorId } from '../method/cells';
import type { RiskLevel } from '../method/risk-method';
import {
  type Agency,
  alertBases,
  type AlertBasis,
  type AlertOutcome,
  type AlertState,
  alertStates,
} from '../stability-vocabulary';

/** Who did something about an alert, when, and what was noted. */
export interface AlertDeed {
  /** `issuer:subject`. */
  readonly by: string;
  readonly agency: Agency;
  readonly at: string;
  readonly note: string;
}

export interface AlertClosure extends AlertDeed {
  readonly outcome: AlertOutcome;
}

/** Why the index rose, as it was when the alert was raised: the fields of StabilityChange. */
export interface AlertChange extends ToldChange {
  readonly against: 'MONTH';
  readonly since: string;
}

/** A rise of an area's alert level. What was raised is the assessor's, what is done about it the officers'. */
export interface StabilityAlertRow extends AreaRecord {
  readonly month: string;
  readonly fromLevel: RiskLevel;
  readonly level: RiskLevel;
  readonly probability: number;
  readonly index: number;
  readonly needsConfirmation: boolean;
  readonly change: AlertChange | null;
  /** The indicators whose protective actions are suggested. */
  readonly answersTo: readonly IndicatorId[];
  readonly basis: AlertBasis;
  readonly raisedAt: string;
  readonly state: AlertState;
  readonly acknowledgement: AlertDeed | null;
  readonly closure: AlertClosure | null;
  /** Grows with each change: a change is made of what was read, or not at all. */
  readonly revision: number;
}

const levels: readonly RiskLevel[] = ['NORMAL', 'WASPADA', 'SIAGA', 'AWAS'];

export const stabilityAlertCollection: CollectionDefinition = {
  collection: 'alerts',
  fields: {
    ...recordFields,
    month: field.text,
    fromLevel: field.choice(levels),
    level: field.choice(levels),
    probability: field.number,
    index: field.number,
    needsConfirmation: field.flag,
    change: field.optionalMixed,
    answersTo: field.texts,
    basis: field.choice(alertBases),
    raisedAt: field.text,
    state: field.choice(alertStates),
    acknowledgement: field.optionalMixed,
    closure: field.optionalMixed,
    revision: field.number,
  },
  indexes: [[{ month: -1, _id: 1 }], [{ areaPath: 1, month: -1, _id: 1 }], [{ areaCode: 1 }]],
};
