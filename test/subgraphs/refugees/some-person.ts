import type { RegisteredPersonRow } from '../../../subgraphs/refugees/models/RegisteredPerson';
import { areaPath } from '../../../subgraphs/shared/area-code';

/** An adult refugee of Bali Mester with a valid document, no need and a home; `differences` replace fields. */
export function somePerson(differences: Partial<RegisteredPersonRow> = {}): RegisteredPersonRow {
  return {
    _id: 'IND-1',
    areaCode: '31.75.03.1007',
    areaPath: [...areaPath('31.75.03.1007')],
    caseId: 'CASE-1',
    status: 'REFUGEE',
    bornMonth: '1990-05',
    registeredOn: '2020-01-10',
    leftOn: null,
    documents: [{ validFrom: '2024-01-10', validUntil: '2025-01-09' }],
    specificNeedPeriods: [],
    outOfSchoolPeriods: [],
    shelterPeriods: [{ kind: 'INDEPENDENT', from: '2020-01-10' }],
    ...differences,
  };
}
