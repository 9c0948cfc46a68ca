import { loaderByMap } from '../shared/batch-loader';
import { recordsByNumber } from '../shared/records-by-number';
import type { SubgraphResources } from '../shared/subgraph-definition';
import { accessLogOf } from './access-log';
import { activitiesByArea } from './activities-by-area';
import type { AreaFigures } from './area-figures';
import type { StabilityModels } from './models';
import { rankingOf } from './ranking';

export type StabilityLoaders = ReturnType<typeof createStabilityLoaders>;

export function createStabilityLoaders({ models, areas, today, auditKey = null }: SubgraphResources<StabilityModels>) {
  return {
    areas,
    activityByNumber: recordsByNumber(models.JointActivity),
    activitiesByArea: activitiesByArea(models.JointActivity, today()),
    figuresByArea: loaderByMap<string, AreaFigures | null>(
      (codes) => models.figuresOfAreas.of(codes),
      () => null,
    ),
    accessLog: accessLogOf(models.AccessEntry, auditKey),
    ranking: rankingOf(models.Assessment),
  };
}
