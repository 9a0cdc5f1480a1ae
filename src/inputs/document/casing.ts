/** CloudFormation's names that are more than the API's with capital letters, by the API's. */
const otherNames: Readonly<Record<string, string>> = { properties: 'proxyconfigurationproperties' };

/** Whether a member is written in CloudFormation's casing of the API's `name`. */
export function isCasingOf(written: string, name: string): boolean {
  const lower = written.toLowerCase();
  return lower === name.toLowerCase() || lower === otherNames[name];
}
