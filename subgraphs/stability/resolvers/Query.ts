import type { GraphQLResolveInfo } from 'graphql';

import { agencies } from '../../../common/identity';
import { type AreaLevel, areaLevelOf, areaLevels } from '../../shared/area-code';
import { checkFirst, type PageArguments } from '../../shared/arguments';
import type { Month } from '../../shared/calendar';
import { connection, decodeCursor, pageOf } from '../../shared/page';
import { selectedFields } from '../../shared/selected-fields';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import { notFound } from '../../shared/subgraph-errors';
import { type AccessLogQuestion, requireAuditor } from '../access-log';
import type { AlertsQuestion } from '../alerts/alert-pages';
import { changeBetween } from '../assessment/change-between';
import { checkCompared } from '../comparison';
import type { StabilityLoaders } from '../loaders';
import { type AssessmentHead, assessmentKey, isWhole, needsHeadAlone, toldOfRow } from '../models/Assessment';
import { storedParent } from '../stored-assessments';
import { toldChange } from './StabilityAssessment';

type Context = SubgraphContext<StabilityLoaders>;

/** Areas are a fixed list in memory, so a page of them may be long: all districts of the country are some 7,300. */
const maxAreas = 10_000;

interface RankingArguments {
  readonly within?: string | null;
  readonly level?: AreaLevel | null;
  readonly month?: Month | null;
  readonly first: number;
}

interface CompareArguments {
  readonly codes: readonly string[];
  readonly month?: Month | null;
}

export const Query = {
  area: (_: unknown, { code }: { code: string }, { loaders }: Context) => knownArea(code, loaders),

  areas: (
    _: unknown,
    args: PageArguments & { within?: string | null; level?: AreaLevel | null },
    { loaders }: Context,
  ) => {
    const first = checkFirst(args.first, maxAreas);
    const within = args.within == null ? null : knownArea(args.within, loaders).code;
    const codes = loaders.areas.within(within, args.level ?? levelBelow(within));
    const after = args.after == null ? null : decodeCursor(args.after).key;
    const start = after === null ? 0 : codes.findIndex((code) => code > after);
    const rows = (start < 0 ? [] : codes.slice(start, start + first + 1)).flatMap(
      (code) => loaders.areas.get(code) ?? [],
    );
    return connection(
      pageOf(rows, args, ({ code }) => ({ value: code, key: code })),
      () => codes.length,
    );
  },

  stabilityRanking: async (_: unknown, args: RankingArguments, { loaders }: Context, info: GraphQLResolveInfo) => {
    const question = {
      within: args.within == null ? null : knownArea(args.within, loaders).code,
      level: args.level ?? 'DISTRICT',
      month: args.month ?? null,
      first: checkFirst(args.first, maxAreas),
      heads: needsHeadAlone(selectedFields(info, ['entries', 'assessment'])),
    };
    const { rows, ranks, ...ranking } = await loaders.ranking(question);
    return {
      ...ranking,
      entries: ranked(rows).map(([rank, row]) => ({
        rank,
        // A row that is newer than the ranks drawn stands where its index puts it.
        rankInterval: async () => (await ranks()).get(row.areaCode) ?? { low: rank, high: rank },
        area: loaders.areas.get(row.areaCode),
        assessment: isWhole(row) ? storedParent(row, loaders.storedAssessment) : toldOfRow(row),
      })),
    };
  },

  compareAreas: async (_: unknown, { codes, month }: CompareArguments, { loaders }: Context) => {
    checkCompared(codes);
    const areas = codes.map((code) => knownArea(code, loaders));
    const asked = month ?? (await loaders.newestMonthOf(codes));
    const rows = await Promise.all(
      areas.map(async ({ code }) => asked && loaders.storedAssessment.load(assessmentKey(code, asked))),
    );
    const assessments = rows.map((row) => row && storedParent(row, loaders.storedAssessment));
    const [first] = assessments;
    return {
      month: asked,
      entries: areas.map((area, at) => {
        const assessment = assessments[at] ?? null;
        const change = at > 0 && first && assessment ? changeBetween(first, assessment) : null;
        return { area, assessment, difference: assessment && toldChange(change, assessment.month, 'AREA') };
      }),
    };
  },

  alerts: async (_: unknown, args: AlertsQuestion, { loaders }: Context) => {
    const question = { ...args, area: args.area == null ? null : knownArea(args.area, loaders).code };
    return connection(await loaders.alertPages.page(question), () => loaders.alertPages.count(question));
  },

  dataLoads: () => agencies.map((agency) => ({ id: agency, agency })),

  accessLog: async (_: unknown, question: AccessLogQuestion, { loaders, identity }: Context) => {
    requireAuditor(identity);
    return connection(await loaders.accessLog.page(question), () => loaders.accessLog.count(question));
  },

  jointActivity: (_: unknown, { id }: { id: string }, { loaders }: Context) => loaders.activityByNumber.load(id),
};

/** The level of what lies directly within an area; a village holds nothing, and stands for itself. */
function levelBelow(within: string | null): AreaLevel {
  const level = within === null ? -1 : areaLevels.indexOf(areaLevelOf(within));
  return areaLevels[Math.min(level + 1, areaLevels.length - 1)] ?? 'VILLAGE';
}

function knownArea(code: string, { areas }: StabilityLoaders) {
  const area = areas.get(code);
  if (area === null) throw notFound(`There is no area with the code "${code}" among the areas of Indonesia.`);
  return area;
}

/** Rows from the highest index down, with ranks: equal values share one. */
function ranked<Row extends AssessmentHead>(rows: readonly Row[]): [rank: number, row: Row][] {
  let rank = 0;
  return rows.map((row, position) => {
    if (position === 0 || row.index !== rows[position - 1]?.index) rank = position + 1;
    return [rank, row];
  });
}
