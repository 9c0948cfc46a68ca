import type { Connection } from 'mongoose';

import { modelOf } from '../shared/model';
import { administrativeActionCollection, type AdministrativeActionRow } from './models/AdministrativeAction';
import { lodgingCollection, type LodgingRow } from './models/Lodging';
import { permitApplicationCollection, type PermitApplicationRow } from './models/PermitApplication';
import { permitHolderCollection, type PermitHolderRow } from './models/PermitHolder';
import { sponsorCollection, type SponsorRow } from './models/Sponsor';
import { stayPermitCollection, type StayPermitRow } from './models/StayPermit';

export const permitCollections = [
  stayPermitCollection,
  permitHolderCollection,
  sponsorCollection,
  permitApplicationCollection,
  lodgingCollection,
  administrativeActionCollection,
].map(({ collection }) => collection);

export type PermitModels = ReturnType<typeof createPermitModels>;

export function createPermitModels(connection: Connection) {
  return {
    StayPermit: modelOf<StayPermitRow>(connection, 'StayPermit', stayPermitCollection),
    PermitHolder: modelOf<PermitHolderRow>(connection, 'PermitHolder', permitHolderCollection),
    Sponsor: modelOf<SponsorRow>(connection, 'Sponsor', sponsorCollection),
    PermitApplication: modelOf<PermitApplicationRow>(connection, 'PermitApplication', permitApplicationCollection),
    Lodging: modelOf<LodgingRow>(connection, 'Lodging', lodgingCollection),
    AdministrativeAction: modelOf<AdministrativeActionRow>(
      connection,
      'AdministrativeAction',
      administrativeActionCollection,
    ),
  };
}
