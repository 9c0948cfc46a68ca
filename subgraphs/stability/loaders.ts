import { loaderByMap } from '../shared/batch-loader';
import { loadsReader } from '../shared/load-fields';
import { recordsByNumber } from '../shared/records-by-number';
import type { SubgraphResources } from '../shared/subgraph-definition';
import { accessLogOf } from './access-log';
import { activitiesByArea } from './activities-by-area';
import { activityByNumber, plannedByAlert } from './alerts/activity-loaders';
import { alertPages } from './alerts/alert-pages';
import { FollowUp } from './alerts/follow-up';
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
    activityByNumber: activityByNumber(models),
    activitiesByArea: activitiesByArea(models, today()),
    alertByNumber: recordsByNumber(models.StabilityAlert),
    plannedByAlert: plannedByAlert(models),
    alertPages: alertPages(models.StabilityAlert),
    followUp: new FollowUp({ models, areas, today }),
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
