import { agencies } from '../../../common/identity';
import { type AreaLevel, areaLevelOf, areaLevels } from '../../shared/area-code';
import { checkFirst, type PageArguments } from '../../shared/arguments';
import type { Month } from '../../shared/calendar';
import { connection, decodeCursor, pageOf } from '../../shared/page';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import { notFound } from '../../shared/subgraph-errors';
import { type AccessLogQuestion, requireAuditor } from '../access-log';
import type { AlertsQuestion } from '../alerts/alert-pages';
import type { StabilityLoaders } from '../loaders';
import type { AssessmentRow } from '../models/Assessment';

type Context = SubgraphContext<StabilityLoaders>;

/** Areas are a fixed list in memory, so a page of them may be long: all districts of the country are some 7,300. */
const maxAreas = 10_000;

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

  stabilityRanking: async (
    _: unknown,
    {
      within,
      level,
      month,
      first,
    }: { within?: string | null; level?: AreaLevel | null; month?: Month | null; first: number },
    { loaders }: Context,
  ) => {
    const question = {
      within: within == null ? null : knownArea(within, loaders).code,
      level: level ?? 'DISTRICT',
      month: month ?? null,
      first: checkFirst(first, maxAreas),
    };
    const ranking = await loaders.ranking(question);
    return {
      month: ranking.month,
      assessedAt: ranking.rows.reduce<string | null>(
        (newest, { assessedAt }) => (newest === null || assessedAt > newest ? assessedAt : newest),
        null,
      ),
      provisional: ranking.rows.some(({ provisional }) => provisional),
      entries: ranked(ranking.rows).map(([rank, row]) => ({
        rank,
        area: loaders.areas.get(row.areaCode),
        assessment: { ...row, level: row.stabilityLevel, staleAgencies: row.staleAgencies ?? [] },
      })),
      insufficient: ranking.insufficient,
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
function ranked(rows: readonly AssessmentRow[]): [rank: number, row: AssessmentRow][] {
  let rank = 0;
  return rows.map((row, position) => {
    if (position === 0 || row.index !== rows[position - 1]?.index) rank = position + 1;
    return [rank, row];
  });
}
