import { readSettings } from '../common/settings';
import { assessorSettings, databaseAddress } from './config';
import { type Month, monthOf, monthsUpTo } from './shared/calendar';
import { openSubgraph } from './shared/open-subgraph';
import { stability } from './stability';
import { demonstrateFollowUp } from './stability/alerts/demonstrate-follow-up';
import { assess, type AssessedLevel, assessedLevels, type AssessorReport } from './stability/assessor';

export { type AssessedLevel, assessedLevels };

export interface AssessRequest {
  /** One month; without it the running month, or all 14 when nothing was assessed yet. */
  readonly month?: Month | undefined;
  /** The area whose parts are assessed, null for the country; without it the setting's. */
  readonly within?: string | null | undefined;
  /** Which of them; all without it. */
  readonly levels?: readonly AssessedLevel[] | undefined;
  /** Do nothing when there are assessments already. */
  readonly ifNone?: boolean | undefined;
  readonly progress?: (done: number, total: number) => void;
}

const months = 14;

export async function runAssessor(
  env: Readonly<Record<string, string | undefined>>,
  { month, ifNone, progress, levels = assessedLevels, ...request }: AssessRequest,
): Promise<AssessorReport> {
  const { gatewayUrl, gatewayToken, ...settings } = readSettings(assessorSettings, env);
  const within = request.within === undefined ? settings.within : request.within;
  const open = await openSubgraph(stability, databaseAddress(env));
  try {
    const some = (await open.models.Assessment.findOne({}).lean()) !== null;
    if (ifNone && some) return { stored: 0, insufficient: 0 };
    const running = monthOf(open.today());
    const wanted = month !== undefined ? [month] : some ? [running] : monthsUpTo(running, months);
    const { models } = open;
    const report = await assess({
      gatewayUrl,
      gatewayToken,
      models,
      within,
      levels,
      months: wanted,
      ...(progress && { progress }),
    });
    if ((await open.demonstration.read()) !== null) await demonstrateFollowUp(models, open);
    return report;
  } finally {
    await open.close();
  }
}
