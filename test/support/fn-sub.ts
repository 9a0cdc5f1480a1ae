/**
 * What CloudFormation's `Fn::Sub` makes of a text: `${Name}` becomes its value, `${!Name}` becomes `${Name}`.
 *
 * @throws if a name has no value.
 */
export function fnSub(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const value = values[name];
    if (value === undefined) throw new Error(`Fn::Sub has no value for ${name}`);
    return value;
  });
}
