import { alertLevels } from '../method/alert-levels';
import { methodInForce, methodNamed } from '../method/method-version';
import type { RiskLevel } from '../method/risk-method';
import type { StoredMonth } from './stored-months';

/** A rise of an area's alert level, in a month that has an index. */
export interface Rise {
  readonly id: string;
  readonly month: StoredMonth & { readonly index: number };
  /** The last month before it that has an index: what the change is against. */
  readonly before: StoredMonth | null;
  readonly fromLevel: RiskLevel;
  readonly level: RiskLevel;
  readonly probability: number;
  readonly needsConfirmation: boolean;
}

/**
 * The rises within the stored months of one area, oldest first. They follow from what was stored, so the same months
 * give the same rises. Months go by the method of the newest of them.
 */
export function risesOf(months: readonly StoredMonth[]): readonly Rise[] {
  const method = methodNamed(months.at(-1)?.methodVersion ?? '') ?? methodInForce;
  const history = months.map(({ month, index, standardError, stabilityLevel }) => ({
    period: month,
    index,
    se: standardError,
    reliabilityGrade: stabilityLevel === null ? ('D' as const) : ('A' as const),
  }));
  const rises: Rise[] = [];
  let standing: RiskLevel = 'NORMAL';
  let before: StoredMonth | null = null;
  // The months come in order, and so do their levels.
  alertLevels(history, method).forEach((alert, at) => {
    const month = months[at];
    if (month?.index == null || alert.level === null) return;
    if (alert.change === 'RISEN') {
      rises.push({
        id: `${month._id}-${alert.level}`,
        month: { ...month, index: month.index },
        before,
        fromLevel: standing,
        level: alert.level,
        probability: alert.probability ?? 0,
        needsConfirmation: alert.needsConfirmation,
      });
    }
    standing = alert.level;
    before = month;
  });
  return rises;
}
