import type { PageArguments } from '../shared/arguments';
import { loaderByGroup, perArguments } from '../shared/batch-loader';
import { disclosureTables } from '../shared/disclosure-table';
import { oneOf } from '../shared/filter';
import { seriesLoader } from '../shared/month-signals';
import { countsByArea, pagesByArea } from '../shared/records-by-area';
import { recordsByNumber } from '../shared/records-by-number';
import type { SubgraphResources } from '../shared/subgraph-definition';
import type { PermitModels } from './models';
import type { PermitApplicationRow } from './models/PermitApplication';
import {
  actionsThat,
  type AdministrativeActionFilter,
  applicationsThat,
  type PermitApplicationFilter,
  type StayPermitFilter,
  stayPermitsThat,
} from './permit-rules';
import { applications, permitMeasures } from './permit-signals';

export type PermitLoaders = ReturnType<typeof createPermitLoaders>;

// A permit's applications are few; the bound keeps a faulty source from turning one permit into a flood.
const applicationsOfOnePermit = 50;

export function createPermitLoaders({ models, rollups, areas, today }: SubgraphResources<PermitModels>) {
  const day = today();
  return {
    permitByNumber: recordsByNumber(models.StayPermit),
    holderByNumber: recordsByNumber(models.PermitHolder),
    sponsorByNumber: recordsByNumber(models.Sponsor),
    applicationByNumber: recordsByNumber(models.PermitApplication),
    lodgingByNumber: recordsByNumber(models.Lodging),
    actionByNumber: recordsByNumber(models.AdministrativeAction),
    applicationsByPermit: loaderByGroup<PermitApplicationRow>(
      (permitIds) =>
        models.PermitApplication.find({ permitId: oneOf(permitIds) } as object)
          .sort({ permitId: 1, submittedOn: -1 })
          .limit(permitIds.length * applicationsOfOnePermit)
          .batchSize(permitIds.length * applicationsOfOnePermit + 1)
          .lean<PermitApplicationRow[]>(),
      ({ permitId }) => permitId ?? '',
    ),
    permitsByArea: perArguments(({ filter, ...page }: PageArguments & { filter?: StayPermitFilter | null }) =>
      pagesByArea(
        models.StayPermit,
        { by: 'validUntil', direction: 'ascending' },
        { ...page, filter: stayPermitsThat(filter, day) },
      ),
    ),
    permitCountByArea: countsByArea(models.StayPermit),
    applicationsByArea: perArguments(
      ({ filter, ...page }: PageArguments & { filter?: PermitApplicationFilter | null }) =>
        pagesByArea(
          models.PermitApplication,
          { by: 'submittedOn', direction: 'descending' },
          { ...page, filter: applicationsThat(filter, day) },
        ),
    ),
    applicationCountByArea: countsByArea(models.PermitApplication),
    lodgingsByArea: perArguments((page: PageArguments) =>
      pagesByArea(models.Lodging, { by: '_id', direction: 'ascending' }, page),
    ),
    lodgingCountByArea: countsByArea(models.Lodging),
    actionsByArea: perArguments(({ filter, ...page }: PageArguments & { filter?: AdministrativeActionFilter | null }) =>
      pagesByArea(
        models.AdministrativeAction,
        { by: 'imposedOn', direction: 'descending' },
        { ...page, filter: actionsThat(filter) },
      ),
    ),
    actionCountByArea: countsByArea(models.AdministrativeAction),
    seriesByArea: seriesLoader(rollups),
    disclosureByProvince: disclosureTables(rollups, areas, permitMeasures, [applications]),
  };
}
