/** Closed sets of the security subgraph, as in its SDL. The event types stand in the taxonomy. */

/** From lawful to gravest: the order is the scale. */
export const incidentSeverities = ['S0', 'S1', 'S2', 'S3', 'S4', 'S5'] as const;
export type IncidentSeverity = (typeof incidentSeverities)[number];

export const incidentStatuses = ['OPEN', 'CLOSED'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const shelterRelations = ['AGAINST', 'AROUND', 'NONE'] as const;
export type ShelterRelation = (typeof shelterRelations)[number];

export const tensionSubjects = ['YOUTH_GROUPS', 'ELECTION', 'HOUSING', 'LAND_OR_MARKET', 'RUMOUR', 'OTHER'] as const;
export type TensionSubject = (typeof tensionSubjects)[number];

export const politicalEventKinds = [
  'CAMPAIGN_RALLY',
  'CAMPAIGN_MEETING',
  'CANDIDATE_DEBATE',
  'PEACEFUL_PROTEST',
  'CIVIC_EDUCATION',
] as const;
export type PoliticalEventKind = (typeof politicalEventKinds)[number];

export const pollingStationFlags = [
  'SECURITY',
  'CONFLICT_PRONE_PLACE',
  'SARA',
  'VOTER_LIST',
  'LOGISTICS',
  'NETWORK',
] as const;
export type PollingStationFlag = (typeof pollingStationFlags)[number];

export const electionPhaseKinds = [
  'VOTER_LIST',
  'CANDIDATE_REGISTRATION',
  'CANDIDATES_SET',
  'CAMPAIGN',
  'QUIET_DAYS',
  'VOTING',
  'RECAPITULATION',
] as const;
export type ElectionPhaseKind = (typeof electionPhaseKinds)[number];
