import type { Check } from './check';
import { audienceChecked } from './checks/audience-checked';
import { composes } from './checks/composes';
import { contentChecked } from './checks/content-checked';
import { drains } from './checks/drains';
import { entitiesBatched } from './checks/entities-batched';
import { entitiesDuplicates } from './checks/entities-duplicates';
import { entitiesMany } from './checks/entities-many';
import { entitiesNone } from './checks/entities-none';
import { entitiesOne } from './checks/entities-one';
import { entitiesOrder } from './checks/entities-order';
import { entitiesOtherType } from './checks/entities-other-type';
import { entitiesUnknown } from './checks/entities-unknown';
import { errorCodes } from './checks/error-codes';
import { health } from './checks/health';
import { introspectionRefused } from './checks/introspection-refused';
import { keyChecked } from './checks/key-checked';
import { malformedBodies } from './checks/malformed-bodies';
import { nothingLeaks } from './checks/nothing-leaks';
import { replayRefused } from './checks/replay-refused';
import { serviceSdl } from './checks/service-sdl';
import { timeChecked } from './checks/time-checked';
import { traceparentAccepted } from './checks/traceparent-accepted';
import { traceparentContinued } from './checks/traceparent-continued';
import { unsignedRefused } from './checks/unsigned-refused';

/** Every check, in the order in which they run: what leaks is looked for in all answers, and the last ends the process. */
export const checks: readonly Check[] = [
  health,
  serviceSdl,
  composes,
  entitiesNone,
  entitiesOne,
  entitiesMany,
  entitiesDuplicates,
  entitiesUnknown,
  entitiesOrder,
  entitiesOtherType,
  entitiesBatched,
  unsignedRefused,
  introspectionRefused,
  keyChecked,
  audienceChecked,
  contentChecked,
  timeChecked,
  replayRefused,
  errorCodes,
  malformedBodies,
  traceparentAccepted,
  traceparentContinued,
  nothingLeaks,
  drains,
];
