import type { Agency } from '../../common/identity';

/** Somebody that a demonstration lets anybody be. */
export interface Persona {
  readonly name: string;
  readonly title: string;
  readonly role: string;
  readonly agency: Agency | null;
  readonly scopes: readonly string[];
  readonly areas: readonly string[];
}

const eastJakarta = ['31.75'];

export const personas: readonly Persona[] = [
  persona('dashboard', 'Dashboard', { scopes: ['stability:read'] }),
  persona('analyst', 'Analyst', { scopes: ['stability:read', 'security:read'] }),
  persona('immigration-officer', 'Immigration officer', {
    agency: 'IMMIGRATION',
    scopes: ['stability:read', 'activity:write', 'permit:read', 'permit:person'],
    areas: eastJakarta,
  }),
  persona('unhcr-officer', 'UNHCR officer', {
    agency: 'UNHCR',
    scopes: ['stability:read', 'activity:write', 'registration:person'],
    areas: eastJakarta,
  }),
  persona('kesbangpol-officer', 'Kesbangpol officer', {
    agency: 'KESBANGPOL',
    scopes: ['stability:read', 'activity:write', 'security:read'],
    areas: eastJakarta,
  }),
  persona('auditor', 'Auditor', { scopes: ['audit:read'] }),
  persona('assessor', 'Assessor (a program)', { role: 'service', scopes: ['stability:read'] }),
];

function persona(name: string, title: string, { role = name, agency = null, scopes, areas = [] }: Given): Persona {
  return { name, title, role, agency, scopes, areas };
}

type Given = Partial<Persona> & Pick<Persona, 'scopes'>;
