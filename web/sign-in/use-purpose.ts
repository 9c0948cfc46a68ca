import { useState } from 'react';

import { choosePurpose, chosenPurpose } from './asker';
import { useAsker } from './sign-in';

export interface Purpose {
  /** The purposes to choose among; null where any may be written, none to whom no person's record is shown anyway. */
  readonly purposes: readonly string[] | null;
  /** '' for none. */
  readonly purpose: string;
  choose(purpose: string): void;
}

/** Why who is signed in asks. */
export function usePurpose(): Purpose {
  const { offered, asker } = useAsker();
  const [, setChanges] = useState(0);
  const choose = (purpose: string): void => {
    choosePurpose(purpose);
    setChanges((changes) => changes + 1);
  };
  if (asker === null || asker === '') return { purposes: [], purpose: '', choose };
  if (offered === null) return { purposes: null, purpose: chosenPurpose(), choose };
  const isOfficer = offered.personas.some(({ name, agency }) => name === asker && agency !== null);
  return isOfficer
    ? { purposes: offered.purposes, purpose: chosenPurpose(), choose }
    : { purposes: [], purpose: '', choose };
}
