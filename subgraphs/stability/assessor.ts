import type { GatewayClient } from '../../common/gateway-client';
import type { Month } from '../shared/calendar';
import { raiseAlerts } from './alerts/raise-alerts';
import type { StabilityModels } from './models';
import { askAssessments } from './publishing/ask-assessments';
import { checkPublished, type PublishedDifference } from './publishing/check-published';
import { storeAssessments } from './publishing/store-assessments';
import type { AreasOfLevel } from './publishing/unpublished-months';

/** Areas of one level and the months wanted of them. */
export interface LevelMonths extends AreasOfLevel {
  readonly months: readonly Month[];
}

export interface AssessorOptions {
  /** The gateway: the assessor asks it like any client. */
  readonly gateway: Pick<GatewayClient, 'ask'>;
  readonly models: StabilityModels;
  /** The area within which alerts are raised; null is the whole country. */
  readonly within: string | null;
  readonly levels: readonly LevelMonths[];
  /** Months before this one are published; records of later ones may still come. */
  readonly settledBefore: Month;
  readonly progress?: (done: number, total: number) => void;
}

export interface AssessorReport {
  /** Settled months published now; those published before stay as they are; later months'. */
  readonly published: number;
  readonly alreadyPublished: number;
  readonly provisional: number;
  /** Of all these, those without an index. */
  readonly insufficient: number;
}

/** Asks the gateway for the assessments of months and stores them: closed months for good, once. */
export async function assess(options: AssessorOptions): Promise<AssessorReport> {
  const report = { published: 0, alreadyPublished: 0, provisional: 0, insufficient: 0 };
  for await (const page of askedPages(options)) {
    const counts = await storeAssessments(options.models.Assessment, page, options.settledBefore);
    report.published += counts.published;
    report.alreadyPublished += counts.alreadyPublished;
    report.provisional += counts.provisional;
    report.insufficient += page.filter(({ status }) => status !== 'OK').length;
  }
  await raiseAlerts(options.models, options.within);
  return report;
}

export interface CheckReport {
  /** Published assessments that were compared with what the graph would compute now. */
  readonly checked: number;
  readonly differences: readonly PublishedDifference[];
}

/** Asks the gateway for what was published, and tells what it would compute otherwise now. Changes nothing. */
export async function checkAssessments(options: AssessorOptions): Promise<CheckReport> {
  let checked = 0;
  const differences: PublishedDifference[] = [];
  for await (const page of askedPages(options)) {
    const found = await checkPublished(options.models.Assessment, page);
    checked += found.checked;
    differences.push(...found.differences);
  }
  return { checked, differences };
}

async function* askedPages({ levels, progress, ...asked }: AssessorOptions) {
  const total = levels.reduce((sum, { areas, months }) => sum + areas * months.length, 0);
  let done = 0;
  for (const each of levels.filter(({ months }) => months.length > 0)) {
    for await (const page of askAssessments({ ...asked, ...each })) {
      yield page;
      done += page.length;
      progress?.(done, total);
    }
  }
}
