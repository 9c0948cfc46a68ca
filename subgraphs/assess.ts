import { GatewayClient, type WaitReason } from '../common/gateway-client';
import { readSettings } from '../common/settings';
import { assessorSettings, databaseAddress } from './config';
import { signalMonths } from './shared/arguments';
import { addDays, type Month, monthOf, monthsUpTo } from './shared/calendar';
import { openSubgraph } from './shared/open-subgraph';
import { stability } from './stability';
import { demonstrateFollowUp } from './stability/alerts/demonstrate-follow-up';
import {
  assess,
  type AssessorOptions,
  type AssessorReport,
  checkAssessments,
  type CheckReport,
} from './stability/assessor';
import {
  type AreasOfLevel,
  type AssessedLevel,
  assessedLevels,
  unpublishedMonths,
} from './stability/publishing/unpublished-months';

export { type AssessedLevel, assessedLevels, type AssessorReport, type CheckReport };

export interface AssessRequest {
  /** One month; without it those of the last 14 that are not published. */
  readonly month?: Month | undefined;
  /** The area whose parts are assessed, null for the country; without it the setting's. */
  readonly within?: string | null | undefined;
  /** Which of them; all without it. */
  readonly levels?: readonly AssessedLevel[] | undefined;
  readonly progress?: (done: number, total: number) => void;
  /** Told before each wait for the gateway or a subgraph. */
  readonly onWait?: ((seconds: number, reason: WaitReason) => void) | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

const nothingDone: AssessorReport = { published: 0, alreadyPublished: 0, provisional: 0, insufficient: 0 };

/**
 * Asks the gateway and stores what it says: of the settled months those not yet published, and the later ones. With
 * `ifNone`, nothing is done where all settled months are published.
 */
export function runAssessor(
  env: Env,
  { month, ifNone, ...request }: AssessRequest & { readonly ifNone?: boolean | undefined },
): Promise<AssessorReport> {
  return withAssessor(env, request, async ({ options, areasOf, settled, later, demonstrate }) => {
    if (month !== undefined) return assess({ ...options, levels: areasOf.map((of) => ({ ...of, months: [month] })) });
    const unpublished = await Promise.all(
      areasOf.map((of) => unpublishedMonths(options.models.Assessment, of, settled)),
    );
    if (ifNone && unpublished.every((months) => months.length === 0)) return nothingDone;
    const levels = areasOf.map((of, at) => ({ ...of, months: [...(unpublished[at] ?? []), ...later] }));
    const report = await assess({ ...options, levels });
    await demonstrate();
    return report;
  });
}

/** Asks the gateway for one settled month, or all of the last 14, and tells what differs from what was published. */
export function runAssessmentCheck(env: Env, { month, ...request }: AssessRequest): Promise<CheckReport> {
  return withAssessor(env, request, ({ options, areasOf, settled }) => {
    const months = month === undefined ? settled : [month];
    return checkAssessments({ ...options, levels: areasOf.map((of) => ({ ...of, months })) });
  });
}

interface Assessor {
  readonly options: Omit<AssessorOptions, 'levels'>;
  readonly areasOf: readonly AreasOfLevel[];
  /** Of the last 14 months those for which records are waited no longer, oldest first. */
  readonly settled: readonly Month[];
  /** The others: the running month, and one that closed a few days ago. */
  readonly later: readonly Month[];
  /** In a demonstration, officers take up alerts. */
  readonly demonstrate: () => Promise<void>;
}

async function withAssessor<Report>(
  env: Env,
  { levels = assessedLevels, progress, onWait, ...request }: Omit<AssessRequest, 'month'>,
  work: (assessor: Assessor) => Promise<Report>,
): Promise<Report> {
  const { gatewayUrl, gatewayToken, publishAfterDays, ...settings } = readSettings(assessorSettings, env);
  const gateway = new GatewayClient({
    url: gatewayUrl,
    token: () => Promise.resolve(gatewayToken ?? null),
    signal: new AbortController().signal,
    onWait,
  });
  const within = request.within === undefined ? settings.within : request.within;
  const { models, areas, today, demonstration, close } = await openSubgraph(stability, databaseAddress(env));
  try {
    const months = monthsUpTo(monthOf(today()), signalMonths);
    const settledBefore = monthOf(addDays(today(), -publishAfterDays));
    return await work({
      options: { gateway, models, within, settledBefore, ...(progress && { progress }) },
      areasOf: levels.map((level) => ({ level, within, areas: areas.within(within, level).length })),
      settled: months.filter((each) => each < settledBefore),
      later: months.filter((each) => each >= settledBefore),
      demonstrate: async () => {
        if ((await demonstration.read()) !== null) await demonstrateFollowUp(models, { areas, today });
      },
    });
  } finally {
    await close();
  }
}
