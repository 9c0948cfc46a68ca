import type { PageArguments } from '../shared/arguments';
import { loaderByGroup, perArguments } from '../shared/batch-loader';
import { disclosureTables } from '../shared/disclosure-table';
import { after, anyOf, oneOf } from '../shared/filter';
import { loadsReader } from '../shared/load-fields';
import { seriesLoader } from '../shared/month-signals';
import { countsByArea, pagesByArea } from '../shared/records-by-area';
import { recordsByNumber } from '../shared/records-by-number';
import type { SubgraphResources } from '../shared/subgraph-definition';
import { refugeeImports } from './imports';
import type { RefugeeModels } from './models';
import type { RegisteredPersonRow } from './models/RegisteredPerson';
import { protectionMeasures, refugeeMeasures, refugeeSignals } from './refugee-signals';

export type RefugeeLoaders = ReturnType<typeof createRefugeeLoaders>;

/** What the graph tells of a person is made from these fields; the specific needs are not even read. */
export type PersonOfCase = Omit<RegisteredPersonRow, 'specificNeedPeriods'>;

const signalCollections = refugeeSignals.sources.map(({ collection }) => collection);

// A case is a family; the bound keeps a faulty source from turning one case into a flood.
const personsOfOneCase = 50;

export function createRefugeeLoaders({ models, rollups, areas, loads, today }: SubgraphResources<RefugeeModels>) {
  const day = today();
  return {
    caseByNumber: recordsByNumber(models.RegistrationCase),
    shelterByNumber: recordsByNumber(models.Shelter),
    personsByCase: loaderByGroup<PersonOfCase>(
      (caseIds) =>
        models.RegisteredPerson.find({
          caseId: oneOf(caseIds),
          ...anyOf([{ leftOn: null }, { leftOn: after(day) }]),
        } as object)
          .select({ specificNeedPeriods: 0 })
          .sort({ caseId: 1, _id: 1 })
          .limit(caseIds.length * personsOfOneCase)
          .batchSize(caseIds.length * personsOfOneCase + 1)
          .lean<PersonOfCase[]>(),
      ({ caseId }) => caseId,
    ),
    sheltersByArea: perArguments((page: PageArguments) =>
      pagesByArea(models.Shelter, { by: '_id', direction: 'ascending' }, page),
    ),
    shelterCountByArea: countsByArea(models.Shelter),
    loads: loadsReader(loads, refugeeImports, signalCollections),
    seriesByArea: seriesLoader(rollups),
    disclosureByProvince: disclosureTables(rollups, areas, refugeeMeasures, Object.values(protectionMeasures)),
  };
}
