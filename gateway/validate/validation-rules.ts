import type { ValidationRule } from 'graphql';

import { DeferLabelRule } from './defer-label-rule';
import { DeferRootRule } from './defer-root-rule';

/** What must hold of an operation beside what the specification says. */
export const validationRules: readonly ValidationRule[] = [DeferLabelRule, DeferRootRule];
