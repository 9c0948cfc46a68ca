/** Closed sets of the permits subgraph, as in its SDL. */
export const stayPermitKinds = ['DIPLOMATIC', 'SERVICE', 'VISIT', 'LIMITED', 'PERMANENT'] as const;
export type StayPermitKind = (typeof stayPermitKinds)[number];

export const permitIndexRegimes = ['UNTIL_2023', 'FROM_2024', 'FROM_JUNE_2025'] as const;
export type PermitIndexRegime = (typeof permitIndexRegimes)[number];

/** What the office decided about a permit; that its time has run out follows from the dates. */
export const permitDecisions = ['IN_FORCE', 'ENDED', 'CANCELLED'] as const;
export type PermitDecision = (typeof permitDecisions)[number];

export const stayPermitStatuses = ['VALID', 'EXPIRED', 'ENDED', 'CANCELLED'] as const;
export type StayPermitStatus = (typeof stayPermitStatuses)[number];

export const sponsorKinds = ['EMPLOYER', 'FAMILY', 'EDUCATION', 'INVESTMENT'] as const;
export type SponsorKind = (typeof sponsorKinds)[number];

export const applicationKinds = ['NEW', 'EXTENSION', 'CONVERSION', 'REENTRY'] as const;
export type ApplicationKind = (typeof applicationKinds)[number];

export const applicationStatuses = ['PENDING', 'APPROVED', 'REFUSED', 'WITHDRAWN'] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

export const lodgingKinds = ['HOTEL', 'BOARDING_HOUSE', 'APARTMENT', 'PRIVATE_HOME'] as const;
export type LodgingKind = (typeof lodgingKinds)[number];

export const administrativeActionKinds = [
  'PREVENTION_OR_DETERRENCE_LIST',
  'PERMIT_LIMITED_CHANGED_OR_CANCELLED',
  'EXCLUSION_FROM_PLACE',
  'OBLIGATION_OF_RESIDENCE',
  'CHARGE',
  'DEPORTATION',
] as const;
export type AdministrativeActionKind = (typeof administrativeActionKinds)[number];
