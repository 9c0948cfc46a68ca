import type { Agency } from '../../common/identity';
import type { Asker, Viewer } from '../auth/viewer';
import { purposePolicy } from './protections';

/** Somebody who has signed in, and why they ask. */
export interface SignedInAsker extends Asker {
  readonly viewer: Viewer;
}

export interface Policy {
  readonly holds: (asker: SignedInAsker) => boolean;
  /** What to do so that it holds, as the end of a sentence. */
  readonly advice: string;
}

/** The policies that a supergraph may name in `@policy`. A name that is not here never holds. */
export const policies: ReadonlyMap<string, Policy> = new Map([
  ['agency-immigration', ofAgency('IMMIGRATION', 'the immigration office')],
  ['agency-unhcr', ofAgency('UNHCR', 'UNHCR')],
  ['agency-kesbangpol', ofAgency('KESBANGPOL', 'Kesbangpol')],
  ['agency-timpora', ofAgency('TIMPORA', "Timpora's secretariat")],
  ['agency-officer', { holds: ({ viewer }) => viewer.agency !== null, advice: 'it is for officers of an agency.' }],
  [
    purposePolicy,
    { holds: ({ purpose }) => purpose !== null, advice: 'tell in the header x-purpose why you look at it.' },
  ],
  // Which area it is, only the subgraph knows: it looks at the record.
  [
    'working-area',
    { holds: ({ viewer }) => viewer.areas.length > 0, advice: 'it is for those to whom a working area was given.' },
  ],
]);

function ofAgency(agency: Agency, name: string): Policy {
  return { holds: ({ viewer }) => viewer.agency === agency, advice: `it is for officers of ${name}.` };
}
