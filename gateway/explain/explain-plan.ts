import type { CostOutlook } from '../cost/spending';
import type { DeprecatedUse } from '../plan/deprecated-uses';
import type { PreparedPlan, Step } from '../plan/prepared-plan';
import { agencyOf } from './agencies';
import { answerTree } from './answer-tree';
import { isBroughtBy, wayTo } from './provenance';

/** What running an operation would mean. Nothing of it says what its literals are. */
export interface Explanation {
  /** The steps in words. */
  readonly plan: readonly string[];
  readonly steps: readonly ExplainedStep[];
  readonly subgraphs: readonly string[];
  /** null where the supergraph says nothing of costs. */
  readonly cost: CostOutlook | null;
  /** Fields that would be left out, by response names; `@` stands for every position of a list. */
  readonly dropped: readonly { readonly path: string; readonly because: string }[];
  readonly deprecations: readonly DeprecatedUse[];
}

/** One request to a subgraph. */
export interface ExplainedStep {
  /** Steps of one stage are asked at the same time, once those of the stages before are answered. */
  readonly stage: number;
  readonly subgraph: string;
  readonly agency: string | null;
  /** Where the objects stand that are completed, by response names; empty for the root. */
  readonly at: string;
  /** Response names; empty where only other steps need what it brings. */
  readonly fields: readonly string[];
}

export function explainPlan(plan: PreparedPlan, cost: CostOutlook | null): Explanation {
  const steps = explainedSteps(plan);
  return {
    plan: inWords(steps),
    steps,
    subgraphs: [...new Set(steps.map(({ subgraph }) => subgraph))],
    cost,
    dropped: plan.access.deniedFields.map(({ path, because, isPersonal }) => ({
      path: path.join('.'),
      // What it takes to see a person's record is told where it was asked for, not to who looks for ways.
      because: isPersonal ? 'you have no right to it.' : because,
    })),
    deprecations: plan.deprecations,
  };
}

function explainedSteps(plan: PreparedPlan): ExplainedStep[] {
  const tree = answerTree(plan.shape);
  const steps: ExplainedStep[] = [];
  /** Returns the stage after the last. */
  const walk = (step: Step, stage: number): number => {
    switch (step.kind) {
      case 'sequence':
        return step.steps.reduce((next, each) => walk(each, next), stage);
      case 'parallel':
        return Math.max(stage, ...step.steps.map((each) => walk(each, stage)));
      case 'fetch': {
        const { subgraph, path } = step;
        const way = wayTo(tree, path);
        const brought = (way.at(-1) ?? tree).children.filter((each) => isBroughtBy(step, each));
        const at = way.map(({ name }) => name).join('.');
        steps.push({ stage, subgraph, agency: agencyOf(subgraph), at, fields: brought.map(({ name }) => name) });
        return stage + 1;
      }
    }
  };
  if (plan.root !== null) walk(plan.root, 1);
  return steps.sort((one, other) => one.stage - other.stage);
}

function inWords(steps: readonly ExplainedStep[]): string[] {
  if (steps.length === 0) return ['No subgraph is asked.'];
  const stages = [...new Set(steps.map(({ stage }) => stage))];
  return stages.map((stage) => {
    const each = steps.filter((step) => step.stage === stage);
    const asked = each.map(stepInWords).join('; ');
    return `${stage}. ${each.length > 1 ? 'At the same time: ask' : 'Ask'} ${asked}.`;
  });
}

function stepInWords({ subgraph, agency, at, fields }: ExplainedStep): string {
  const whom = agency === null ? subgraph : `${subgraph} (${agency})`;
  const what = fields.length === 0 ? 'what others need' : fields.join(', ');
  return `${whom} for ${what}${at === '' ? '' : ` of ${at}`}`;
}
