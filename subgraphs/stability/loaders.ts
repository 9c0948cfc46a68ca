import { loaderByMap } from '../shared/batch-loader';
import { loadsReader } from '../shared/load-fields';
import { recordsByNumber } from '../shared/records-by-number';
import type { SubgraphResources } from '../shared/subgraph-definition';
import { accessLogOf } from './access-log';
import { activitiesByArea } from './activities-by-area';
import type { AreaFigures } from './area-figures';
import { newestMonthOf } from './comparison';
import { stabilityImports } from './imports';
import type { StabilityModels } from './models';
import { jointActivityCollection } from './models/JointActivity';
import { rankingOf } from './ranking';
import { storedAssessments } from './stored-assessments';

export type StabilityLoaders = ReturnType<typeof createStabilityLoaders>;

export function createStabilityLoaders({
  models,
  areas,
  loads,
  today,
  auditKey = null,
}: SubgraphResources<StabilityModels>) {
  return {
    areas,
    activityByNumber: recordsByNumber(models.JointActivity),
    activitiesByArea: activitiesByArea(models.JointActivity, today()),
    figuresByArea: loaderByMap<string, AreaFigures | null>(
      (codes) => models.figuresOfAreas.of(codes),
      () => null,
    ),
    accessLog: accessLogOf(models.AccessEntry, auditKey),
    loads: loadsReader(loads, stabilityImports, [jointActivityCollection.collection]),
    ranking: rankingOf(models.Assessment, models.ranks),
    storedAssessment: storedAssessments(models.Assessment),
    newestMonthOf: newestMonthOf(models.Assessment),
  };
}
