import { Option } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { methodInForce, methodNamed, methodNames } from '../../subgraphs/stability/method/method-version';
import type { RiskMethod } from '../../subgraphs/stability/method/risk-method';

/** Which version of the method; the one in force unless another is named. */
export function methodOption(): Option {
  return new Option('--method <name>', 'version of the method').choices(methodNames).default(methodInForce.name);
}

export function methodOf(name: string): RiskMethod {
  const method = methodNamed(name);
  if (!method) throw new ToldError(`There is no method ${name}; there are ${methodNames.join(', ')}.`, exitCodes.usage);
  return method;
}
