/** Closed sets of the stability subgraph, as in its SDL. */
export const agencies = ['IMMIGRATION', 'UNHCR', 'KESBANGPOL', 'TIMPORA'] as const;
export type Agency = (typeof agencies)[number];

export const jointActivityKinds = [
  'COORDINATION_MEETING',
  'JOINT_VISIT',
  'MEDIATION',
  'OUTREACH',
  'SERVICE_DRIVE',
] as const;
export type JointActivityKind = (typeof jointActivityKinds)[number];

export const jointActivityStates = ['PLANNED', 'HELD'] as const;
export type JointActivityState = (typeof jointActivityStates)[number];

export const alertStates = ['RAISED', 'ACKNOWLEDGED', 'CLOSED'] as const;
export type AlertState = (typeof alertStates)[number];

export const alertBases = ['CLOSED_MONTH', 'RUNNING_MONTH', 'SUPERSEDED'] as const;
export type AlertBasis = (typeof alertBases)[number];

export const alertOutcomes = ['ANSWERED', 'NOTHING_TO_DO', 'HANDED_OVER', 'WRONG_FIGURES'] as const;
export type AlertOutcome = (typeof alertOutcomes)[number];
