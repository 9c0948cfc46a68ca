/** Closed sets of the refugees subgraph, as in its SDL. */
export const registrationStatuses = ['ASYLUM_SEEKER', 'REFUGEE', 'STATELESS'] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

export const shelterKinds = ['COMMUNITY_HOUSE', 'INDEPENDENT', 'PRECARIOUS'] as const;
export type ShelterKind = (typeof shelterKinds)[number];

export const shelterSiteKinds = ['COMMUNITY_HOUSE', 'EMERGENCY_SITE'] as const;
export type ShelterSiteKind = (typeof shelterSiteKinds)[number];

/**
 * UNHCR's codes of specific needs (IOM/030-FOM/030/2009): child at risk, separated child, woman at risk, older person
 * at risk, single parent, disability, serious medical condition, family unity, legal and physical protection, torture,
 * sexual violence. They are kept to count open needs by area; no code of a person leaves the agency.
 */
export const specificNeedCodes = ['CR', 'SC', 'WR', 'ER', 'SP', 'DS', 'SM', 'FU', 'LP', 'TR', 'SV'] as const;
export type SpecificNeedCode = (typeof specificNeedCodes)[number];
