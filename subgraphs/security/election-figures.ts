import type { ElectionRow } from './models/Election';

/**
 * The election of the governor of Jakarta in 2024.
 * Calendar: PKPU 2/2024 (regulation of the election commission KPU), as reported by okezone on 2 February 2024.
 * Day on which the candidates were set: 22 September 2024.
 */
export const pilkadaDki2024: ElectionRow = {
  _id: 'pilkada-dki-2024',
  name: 'Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta 2024',
  votingDay: '2024-11-27',
  phases: [
    { kind: 'VOTER_LIST', from: '2024-05-31', to: '2024-09-23' },
    { kind: 'CANDIDATE_REGISTRATION', from: '2024-08-27', to: '2024-08-29' },
    { kind: 'CANDIDATES_SET', from: '2024-09-22', to: '2024-09-22' },
    { kind: 'CAMPAIGN', from: '2024-09-25', to: '2024-11-23' },
    { kind: 'QUIET_DAYS', from: '2024-11-24', to: '2024-11-26' },
    { kind: 'VOTING', from: '2024-11-27', to: '2024-11-27' },
    { kind: 'RECAPITULATION', from: '2024-11-27', to: '2024-12-16' },
  ],
};

/**
 * Voters on the permanent list (DPT) and polling stations (TPS) of East Jakarta in that election, as published by the
 * provincial election commission on 22 September 2024 (liputan6).
 */
export const eastJakartaElection = { registeredVoters: 2_374_828, pollingStations: 4_144 } as const;

export interface DistrictElectionFigures {
  readonly registeredVoters: number;
  readonly pollingStations: number;
  /** The district's voters on the list of the general election of February 2024. */
  readonly registeredVotersFebruary: number;
}

/**
 * The same by district. Published: the list of February 2024 (KPU Jakarta Timur, tribunnews, 19 October 2023; sum
 * 2,383,972). Estimated: the figures of the governor's election, which are the city's published ones in the proportion
 * of the February list. Rounded, the estimated stations come to 4,145; the one too many is taken off the largest
 * district.
 */
export const districtElectionFigures: Readonly<Record<string, DistrictElectionFigures>> = {
  '31.75.01': { registeredVoters: 141_217, pollingStations: 246, registeredVotersFebruary: 141_761 },
  '31.75.02': { registeredVoters: 228_395, pollingStations: 399, registeredVotersFebruary: 229_274 },
  '31.75.03': { registeredVoters: 249_258, pollingStations: 435, registeredVotersFebruary: 250_218 },
  '31.75.04': { registeredVoters: 231_819, pollingStations: 405, registeredVotersFebruary: 232_712 },
  '31.75.05': { registeredVoters: 166_689, pollingStations: 291, registeredVotersFebruary: 167_331 },
  '31.75.06': { registeredVoters: 419_400, pollingStations: 731, registeredVotersFebruary: 421_015 },
  '31.75.07': { registeredVoters: 331_186, pollingStations: 578, registeredVotersFebruary: 332_461 },
  '31.75.08': { registeredVoters: 159_232, pollingStations: 278, registeredVotersFebruary: 159_845 },
  '31.75.09': { registeredVoters: 231_968, pollingStations: 405, registeredVotersFebruary: 232_861 },
  '31.75.10': { registeredVoters: 215_664, pollingStations: 376, registeredVotersFebruary: 216_494 },
};
