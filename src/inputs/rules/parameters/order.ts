import type { ParametersRule } from '../rule.ts';

/** The pairs of the shipped template whose first must not be above its second. */
const ordered = [['MinNodes', 'MaxNodes']] as const;

/** Two parameters that contradict each other. */
export const orderRule: ParametersRule = {
  id: 'parameters/order',
  page: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html',
  check({ template, values }) {
    const valueOf = (name: string) => values.get(name) ?? template.parameters.get(name)?.defaultValue;
    return ordered.flatMap(([lower, upper]) => {
      const [least, most] = [valueOf(lower), valueOf(upper)];
      if (least === undefined || most === undefined || !(Number(least) > Number(most))) return [];
      const message = `${lower} is ${least}, but must not be above ${upper} (${most})`;
      return [{ name: lower, message, about: 'name' as const }];
    });
  },
};
