/** What a policy would have to allow. */
export interface Denied {
  /** Who asked, as an ARN. */
  readonly principal: string | undefined;
  /** Such as `ecs:RegisterTaskDefinition`. */
  readonly action: string;
  readonly resource: string | undefined;
}

/**
 * Reads from AWS's message about denied access what was denied.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function deniedIn(message: string): Denied | undefined {
  const [, principal, action, resource] =
    /(?:user: (\S+) )?is not authorized to perform:? (\w[\w-]*:\w+)(?: on resource:? (\S+))?/i.exec(
      message,
    ) ?? [];
  return action ? { principal, action, resource: resource?.replace(/[.,]+$/, '') } : undefined;
}

/** What to put into the policy, in its own words. */
export function deniedHint({ principal, action, resource = '*' }: Denied): string {
  const name = principal ? `of ${principal.split(':').at(-1)} ` : '';
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
  return `Add to the policy ${name}(or use another PROFILE): ${statement}`;
}
