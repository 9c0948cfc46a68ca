import { addMonths } from '../../../shared/calendar';
import type { RiskLevel, RiskMethod } from '../risk-method';
import type { AssessedOutcome } from './backtest';
import { mean } from './forecast-scores';

/** What alerts of the level that a person has to confirm, or above, were worth. Counts are of areas and months. */
export interface AlertScores {
  readonly from: RiskLevel;
  readonly alerts: number;
  readonly incidents: number;
  /** Alerts that an incident followed. */
  readonly hits: number;
  /** Of the alerts, the part that an incident followed. */
  readonly precision: number | null;
  /** Of the incidents, the part that an alert came before. */
  readonly recall: number | null;
  /** Months in a row that the alert had stood by the end of the month before the incident, on average over the hits. */
  readonly leadMonths: number | null;
}

/** Scores the alerts of the months asked for; `rows` has the months before them too, for how long an alert had stood. */
export function scoreAlerts(
  asked: readonly AssessedOutcome[],
  rows: readonly AssessedOutcome[],
  { alert: { confirmFrom }, levels }: RiskMethod,
): AlertScores {
  const names = levels.map(({ level }) => level);
  const alerting = names.slice(names.indexOf(confirmFrom));
  const isAlert = ({ level }: AssessedOutcome): boolean => level !== null && alerting.includes(level);
  const judged = asked.filter(({ level }) => level !== null);
  const alerts = judged.filter(isAlert);
  const incidents = judged.filter(({ incident }) => incident);
  const hits = alerts.filter(({ incident }) => incident);
  const standing = new Set(rows.filter(isAlert).map(({ code, period }) => `${code}@${period}`));
  return {
    from: confirmFrom,
    alerts: alerts.length,
    incidents: incidents.length,
    hits: hits.length,
    precision: mean(alerts.map(({ incident }) => Number(incident))),
    recall: mean(incidents.map((row) => Number(isAlert(row)))),
    leadMonths: mean(hits.map((row) => monthsStanding(row, standing))),
  };
}

function monthsStanding({ code, period }: AssessedOutcome, standing: ReadonlySet<string>): number {
  let months = 0;
  while (standing.has(`${code}@${addMonths(period, -months)}`)) months += 1;
  return months;
}
