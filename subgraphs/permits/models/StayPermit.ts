import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import type { PermitDecision, PermitIndexRegime, StayPermitKind } from '../permit-vocabulary';
import { permitDecisions, permitIndexRegimes, stayPermitKinds } from '../permit-vocabulary';
import { permitHolderCollection } from './PermitHolder';
import { sponsorCollection } from './Sponsor';

/** A permit without an end carries this last day, so that it sorts after all others. */
export const noEnd = '9999-12-31';

export interface StayPermitRow extends AreaRecord {
  readonly kind: StayPermitKind;
  readonly indexRegime: PermitIndexRegime;
  readonly indexCode: string;
  readonly decision: PermitDecision;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly holderId: string;
  readonly sponsorId: string | null;
}

export const stayPermitCollection: CollectionDefinition = {
  collection: 'stay_permits',
  fields: {
    ...recordFields,
    kind: field.choice(stayPermitKinds),
    indexRegime: field.choice(permitIndexRegimes),
    indexCode: field.text,
    decision: field.choice(permitDecisions),
    validFrom: field.text,
    validUntil: field.text,
    holderId: { ...field.text, keeps: permitHolderCollection.collection },
    sponsorId: { ...field.optionalText, keeps: sponsorCollection.collection },
  },
  indexes: [[{ areaPath: 1, validUntil: 1, _id: 1 }], [{ holderId: 1 }], [{ sponsorId: 1 }]],
};
