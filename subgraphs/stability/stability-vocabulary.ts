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
