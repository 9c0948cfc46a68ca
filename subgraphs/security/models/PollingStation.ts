import type { AreaCode } from '../../shared/area-code';
import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import { type PollingStationFlag, pollingStationFlags } from '../security-vocabulary';

export interface PollingStationRow extends AreaRecord {
  /** Running number within its area. */
  readonly number: number;
  readonly registeredVoters: number;
  readonly flags: readonly PollingStationFlag[];
  /** Day the flags were given; null when there are none. */
  readonly flaggedOn: string | null;
}

/** An area has no more stations than its three digits can number. */
export const mostStationsOfAnArea = 999;

/** `31.75.03.1001-007`: padded, so that stations sort by their number. */
export function pollingStationNumber(areaCode: AreaCode, number: number): string {
  return `${areaCode}-${String(number).padStart(3, '0')}`;
}

export const pollingStationCollection: CollectionDefinition = {
  collection: 'polling_stations',
  fields: {
    ...recordFields,
    number: field.number,
    registeredVoters: field.number,
    flags: { ...field.texts, type: [{ type: String, enum: [...pollingStationFlags] }] },
    flaggedOn: field.optionalText,
  },
  indexes: [[{ areaPath: 1, _id: 1 }], [{ areaCode: 1 }]],
};
