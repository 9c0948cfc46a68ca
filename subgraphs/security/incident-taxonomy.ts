/**
 * Event types and sub-types of ACLED's codebook (October 2024), as names only: which sub-types belong to which type.
 * No ACLED data is used anywhere.
 */
export const subEventTypesOf = {
  BATTLES: ['ARMED_CLASH', 'GOVERNMENT_REGAINS_TERRITORY', 'NON_STATE_ACTOR_OVERTAKES_TERRITORY'],
  EXPLOSIONS_REMOTE_VIOLENCE: [
    'CHEMICAL_WEAPON',
    'AIR_DRONE_STRIKE',
    'SUICIDE_BOMB',
    'SHELLING_ARTILLERY_MISSILE_ATTACK',
    'REMOTE_EXPLOSIVE_LANDMINE_IED',
    'GRENADE',
  ],
  VIOLENCE_AGAINST_CIVILIANS: ['ATTACK', 'ABDUCTION_FORCED_DISAPPEARANCE', 'SEXUAL_VIOLENCE'],
  PROTESTS: ['PEACEFUL_PROTEST', 'PROTEST_WITH_INTERVENTION', 'EXCESSIVE_FORCE_AGAINST_PROTESTERS'],
  RIOTS: ['VIOLENT_DEMONSTRATION', 'MOB_VIOLENCE'],
  STRATEGIC_DEVELOPMENTS: [
    'AGREEMENT',
    'ARRESTS',
    'CHANGE_TO_GROUP_ACTIVITY',
    'DISRUPTED_WEAPONS_USE',
    'HEADQUARTERS_OR_BASE_ESTABLISHED',
    'LOOTING_PROPERTY_DESTRUCTION',
    'NON_VIOLENT_TRANSFER_OF_TERRITORY',
    'OTHER',
  ],
} as const;

export const incidentEventTypes = [
  'BATTLES',
  'EXPLOSIONS_REMOTE_VIOLENCE',
  'VIOLENCE_AGAINST_CIVILIANS',
  'PROTESTS',
  'RIOTS',
  'STRATEGIC_DEVELOPMENTS',
] as const satisfies readonly (keyof typeof subEventTypesOf)[];
export type IncidentEventType = (typeof incidentEventTypes)[number];

export const incidentSubEventTypes = [
  ...subEventTypesOf.BATTLES,
  ...subEventTypesOf.EXPLOSIONS_REMOTE_VIOLENCE,
  ...subEventTypesOf.VIOLENCE_AGAINST_CIVILIANS,
  ...subEventTypesOf.PROTESTS,
  ...subEventTypesOf.RIOTS,
  ...subEventTypesOf.STRATEGIC_DEVELOPMENTS,
] as const;
export type IncidentSubEventType = (typeof incidentSubEventTypes)[number];

const eventTypes: ReadonlyMap<IncidentSubEventType, IncidentEventType> = new Map(
  incidentEventTypes.flatMap((type) => subEventTypesOf[type].map((subType) => [subType, type] as const)),
);

/** The one event type that a sub-type belongs to. */
export function eventTypeOf(subEventType: IncidentSubEventType): IncidentEventType {
  const found = eventTypes.get(subEventType);
  if (found === undefined) throw new RangeError(`${subEventType} belongs to no event type.`);
  return found;
}
