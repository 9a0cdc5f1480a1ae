import { constraintsRule } from './parameters/constraints.ts';
import { orderRule } from './parameters/order.ts';
import type { ParametersRule } from './rule.ts';

/** Every rule about the values of a parameters file. */
export const parametersRules: readonly ParametersRule[] = [constraintsRule, orderRule];
