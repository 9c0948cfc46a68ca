import type { SettingRow } from '../common/settings';
import { readSettings, setting } from '../common/settings';
import { databaseAddress } from './config';
import { type Month, monthOf, monthsUpTo } from './shared/calendar';
import { openSubgraph } from './shared/open-subgraph';
import { stability } from './stability';
import { assess, type AssessorReport } from './stability/assessor';

/** Settings of the assessor, which asks the gateway and stores what it says. */
export const assessorSettings = {
  gatewayUrl: {
    env: 'GATEWAY_URL',
    about: 'where the assessor asks the gateway',
    fallback: 'http://localhost:4000/graphql',
    check: setting.url(['http:', 'https:']),
  },
  within: {
    env: 'ASSESS_WITHIN',
    about: 'area whose cities, districts and villages are assessed',
    fallback: '31.75',
    check: setting.areaCode,
  },
} satisfies Record<string, SettingRow>;

export interface AssessRequest {
  /** One month; without it the running month, or all 14 when nothing was assessed yet. */
  readonly month?: Month | undefined;
  /** Do nothing when there are assessments already. */
  readonly ifNone?: boolean | undefined;
  readonly progress?: (done: number, total: number) => void;
}

const months = 14;

export async function runAssessor(
  env: Readonly<Record<string, string | undefined>>,
  { month, ifNone, progress }: AssessRequest,
): Promise<AssessorReport> {
  const { gatewayUrl, within } = readSettings(assessorSettings, env);
  const open = await openSubgraph(stability, databaseAddress(env));
  try {
    const some = (await open.models.Assessment.findOne({}).lean()) !== null;
    if (ifNone && some) return { stored: 0, insufficient: 0 };
    const running = monthOf(open.today());
    const wanted = month !== undefined ? [month] : some ? [running] : monthsUpTo(running, months);
    return await assess({ gatewayUrl, models: open.models, within, months: wanted, ...(progress && { progress }) });
  } finally {
    await open.close();
  }
}
