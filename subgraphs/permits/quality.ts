import { addDays } from '../shared/calendar';
import { notBefore, notInFuture, placeRules, type QualityRule, recordRule } from '../shared/quality-rule';
import { administrativeActionCollection, type AdministrativeActionRow } from './models/AdministrativeAction';
import { lodgingCollection, type LodgingRow } from './models/Lodging';
import { permitApplicationCollection, type PermitApplicationRow } from './models/PermitApplication';
import { permitHolderCollection } from './models/PermitHolder';
import { sponsorCollection } from './models/Sponsor';
import { stayPermitCollection, type StayPermitRow } from './models/StayPermit';

const { collection: permits } = stayPermitCollection;
const { collection: applications } = permitApplicationCollection;
const { collection: lodgings } = lodgingCollection;
const { collection: actions } = administrativeActionCollection;

/** A permit may be given for a time to come, but hardly for one further away than this. */
const daysAhead = 366;

const permitRules: readonly QualityRule[] = [
  ...placeRules(permits),
  notBefore<StayPermitRow>(
    { id: 'permit-ends-before-it-begins', collection: permits, means: 'The permit ends before it begins.' },
    'validFrom',
    'validUntil',
  ),
  recordRule<StayPermitRow>(
    {
      id: 'permit-far-in-future',
      severity: 'warning',
      collection: permits,
      means: 'The permit begins more than a year from now; the year may be mistyped.',
    },
    ['validFrom'],
    ({ validFrom }, { today }) => validFrom > addDays(today, daysAhead),
  ),
  {
    kind: 'reference',
    id: 'permit-without-holder',
    severity: 'error',
    collection: permits,
    means: 'The permit names a holder who is not on record.',
    mend: 'Bring the permit in again with the name of its holder.',
    field: 'holderId',
    to: permitHolderCollection.collection,
  },
  {
    kind: 'reference',
    id: 'permit-without-sponsor',
    severity: 'error',
    collection: permits,
    means: 'The permit names a sponsor who is not on record.',
    mend: 'Bring the permit in again with the name and kind of its sponsor.',
    field: 'sponsorId',
    to: sponsorCollection.collection,
  },
  {
    kind: 'repeat',
    id: 'permit-recorded-twice',
    severity: 'warning',
    collection: permits,
    means: 'One holder has the same permit for the same days under several numbers.',
    mend: 'Find out which number is right, and take the other out.',
    fields: ['holderId', 'kind', 'decision', 'validFrom', 'validUntil'],
  },
  {
    kind: 'repeat',
    id: 'holder-under-two-numbers',
    severity: 'warning',
    collection: permits,
    means: 'Holders of one name under several numbers have the same permit for the same days in the same area.',
    mend: 'Compare the papers. If it is one person, keep one holder number and bring the permits in again under it.',
    fields: ['areaCode', 'kind', 'validFrom', 'validUntil'],
    referringTo: { collection: permitHolderCollection.collection, by: 'holderId', sharing: 'name' },
  },
  {
    kind: 'siblings',
    id: 'permits-overlap',
    severity: 'warning',
    collection: permits,
    means: 'The permit begins while another permit of its holder is in force.',
    mend: 'End the permit that was replaced: give it the decision ENDED.',
    owner: 'holderId',
    fields: ['kind', 'decision', 'validFrom', 'validUntil'],
    faultyOf: overlapping,
  },
];

/** The permits in force that begin before an earlier one of the same holder has ended. */
export function overlapping(permitsOfHolder: readonly StayPermitRow[]): StayPermitRow[] {
  const inForce = permitsOfHolder.filter(({ decision }) => decision === 'IN_FORCE');
  inForce.sort((one, other) => (one.validFrom < other.validFrom ? -1 : Number(one.validFrom > other.validFrom)));
  let latest: StayPermitRow | null = null;
  const found: StayPermitRow[] = [];
  for (const permit of inForce) {
    // The same permit under two numbers is told by a rule of its own.
    const isSame = latest?.kind === permit.kind && latest.validFrom === permit.validFrom;
    if (
      latest !== null &&
      permit.validFrom <= latest.validUntil &&
      !(isSame && latest.validUntil === permit.validUntil)
    )
      found.push(permit);
    if (latest === null || permit.validUntil > latest.validUntil) latest = permit;
  }
  return found;
}

const applicationRules: readonly QualityRule[] = [
  ...placeRules(applications),
  notBefore<PermitApplicationRow>(
    {
      id: 'application-decided-before-submitted',
      collection: applications,
      means: 'The decision is dated before the application.',
    },
    'submittedOn',
    'decidedOn',
  ),
  notInFuture<PermitApplicationRow>(
    {
      id: 'application-in-future',
      collection: applications,
      means: 'The application or its decision lies after today.',
    },
    'submittedOn',
    'decidedOn',
  ),
  recordRule<PermitApplicationRow>(
    {
      id: 'application-decision-unclear',
      collection: applications,
      means: 'The application is pending and has a day of decision, or is decided and has none.',
    },
    ['status', 'decidedOn'],
    ({ status, decidedOn }) => (status === 'PENDING') !== (decidedOn === null),
  ),
  recordRule<PermitApplicationRow>(
    {
      id: 'application-standard-wrong',
      collection: applications,
      means: 'The last day of the service standard, or whether it was kept, does not follow from the other days.',
      mend: 'Bring the application in again: the import works both out.',
    },
    ['submittedOn', 'serviceStandardDays', 'dueOn', 'decidedOn', 'decidedLate'],
    ({ submittedOn, serviceStandardDays, dueOn, decidedOn, decidedLate }) =>
      dueOn !== addDays(submittedOn, serviceStandardDays) || decidedLate !== (decidedOn !== null && decidedOn > dueOn),
  ),
  {
    kind: 'reference',
    id: 'application-without-permit',
    severity: 'warning',
    collection: applications,
    means: 'The application is about a permit that is not on record.',
    mend: 'Bring the permit in; applications without it are counted all the same.',
    field: 'permitId',
    to: permits,
  },
];

const lodgingRules: readonly QualityRule[] = [
  ...placeRules(lodgings),
  notBefore<LodgingRow>(
    {
      id: 'lodging-closed-before-registered',
      collection: lodgings,
      means: 'The lodging closed before it was registered.',
    },
    'registeredOn',
    'closedOn',
  ),
  recordRule<LodgingRow>(
    { id: 'lodging-in-future', collection: lodgings, means: 'The registration or a report lies after today.' },
    ['registeredOn', 'reportDays'],
    ({ registeredOn, reportDays }, { today }) => [registeredOn, ...reportDays].some((day) => day > today),
  ),
  recordRule<LodgingRow>(
    {
      id: 'lodging-reports-after-closing',
      severity: 'warning',
      collection: lodgings,
      means: 'The lodging reported after it closed; those reports count for nothing.',
    },
    ['closedOn', 'reportDays'],
    ({ closedOn, reportDays }) => closedOn !== null && reportDays.some((day) => day > closedOn),
  ),
];

const actionRules: readonly QualityRule[] = [
  ...placeRules(actions),
  notBefore<AdministrativeActionRow>(
    { id: 'action-ended-before-imposed', collection: actions, means: 'The action ended before it was imposed.' },
    'imposedOn',
    'endedOn',
  ),
  notInFuture<AdministrativeActionRow>(
    { id: 'action-in-future', collection: actions, means: 'The action was imposed on a day after today.' },
    'imposedOn',
  ),
];

export const permitQuality: readonly QualityRule[] = [
  ...permitRules,
  ...applicationRules,
  ...lodgingRules,
  ...actionRules,
];
