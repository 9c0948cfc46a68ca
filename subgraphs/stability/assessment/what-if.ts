import type { Month } from '../../shared/calendar';
import { badInput } from '../../shared/subgraph-errors';
import type { Cells, IndicatorId } from '../method/cells';
import { assessIf } from '../method/what-if';
import { type AreaSignals, assessFigures, figuresOf, type SignalAssessment } from './assess-from-signals';
import { changeBetween, type ToldChange } from './change-between';
import { cityHasFewPersons, personShares } from './few-persons';
import { inputDigest } from './input-digest';
import type { AssessmentParent } from './other-assessments';
import { assessmentParent } from './signal-assessments';
import { supposedCells, type Supposition } from './suppositions';

export interface ToldWhatIf {
  readonly before: AssessmentParent;
  readonly after: AssessmentParent;
  readonly change: ToldChange | null;
}

/**
 * An assessment beside what it would be with other figures. It is no probe: where the assessment is rounded, the rounded
 * V stands unless all of V is supposed, and then nothing of the area's own V is read.
 * @throws BAD_USER_INPUT for a month that signals do not reach, figures that cannot be, and figures of V of which the
 * answer would tell of few persons.
 */
export function whatIf(signals: AreaSignals, month: Month, changes: readonly Supposition[]): ToldWhatIf {
  const figures = figuresOf(signals, month);
  const now = assessFigures(figures);
  const supposed = supposedCells(changes, figures);
  refuseProbe(now, supposed);
  const before = assessmentParent(now, signals);
  const after = {
    ...assessmentParent(assessSupposed(now, supposed), signals),
    inputDigest: () => inputDigest(now, supposed),
  };
  return { before, after, change: changeBetween(before, after) };
}

function assessSupposed({ figures, rounded }: SignalAssessment, supposed: Cells): SignalAssessment {
  const isOtherV = supposedOfV(supposed).length > 0;
  // The city's totals move by what the area's figure moves: from a figure that may not be told they would tell it.
  const area = rounded && isOtherV ? { ...figures.area, cells: withoutV(figures.area.cells) } : figures.area;
  const { after } = assessIf(area, figures.city, supposed);
  return {
    figures: { ...figures, area: { ...area, cells: { ...area.cells, ...supposed } } },
    assessment: after,
    rounded: rounded && !isOtherV,
  };
}

function refuseProbe({ figures, rounded }: SignalAssessment, supposed: Cells): void {
  const ofV = supposedOfV(supposed);
  if (ofV.length === 0) return;
  if (cityHasFewPersons(figures.city.cells)) {
    throw badInput(
      `changes: ${ofV.join(', ')} cannot be supposed here: of the city's persons fewer than ten stand behind a share of V, and the answer would tell of them. Suppose figures of H and C.`,
    );
  }
  const missing = personShares.filter((id) => !ofV.includes(id));
  if (rounded && missing.length > 0) {
    throw badInput(
      `changes: ${ofV.join(', ')} cannot be supposed alone here: fewer than ten persons stand behind a share of V, and beside a supposed one it could be computed. Suppose ${missing.join(', ')} too, or figures of H and C only.`,
    );
  }
}

function supposedOfV(supposed: Cells): readonly IndicatorId[] {
  return personShares.filter((id) => id in supposed);
}

function withoutV(cells: Cells): Cells {
  return { ...cells, V1: null, V2: null, V3: null, V4: null };
}
