import { plannedVariable } from '../plan/normalise-operation';

type Values = Readonly<Record<string, unknown>>;

/** The client's variables under the names that are sent. */
export function sentVariables(variables: Values): Values {
  const isFine = Object.keys(variables).every((name) => plannedVariable(name) === name);
  if (isFine) return variables;
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [plannedVariable(name), value]));
}
