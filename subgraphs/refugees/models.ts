import type { Connection } from 'mongoose';

import { modelOf } from '../shared/model';
import { registeredPersonCollection, type RegisteredPersonRow } from './models/RegisteredPerson';
import { registrationCaseCollection, type RegistrationCaseRow } from './models/RegistrationCase';
import { shelterCollection, type ShelterRow } from './models/Shelter';

export const refugeeCollections = [registrationCaseCollection, registeredPersonCollection, shelterCollection].map(
  ({ collection }) => collection,
);

export type RefugeeModels = ReturnType<typeof createRefugeeModels>;

export function createRefugeeModels(connection: Connection) {
  return {
    RegistrationCase: modelOf<RegistrationCaseRow>(connection, 'RegistrationCase', registrationCaseCollection),
    RegisteredPerson: modelOf<RegisteredPersonRow>(connection, 'RegisteredPerson', registeredPersonCollection),
    Shelter: modelOf<ShelterRow>(connection, 'Shelter', shelterCollection),
  };
}
