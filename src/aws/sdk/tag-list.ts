import type { Tags } from '../../domain/tags.ts';

/** Tags as ECS writes them. */
export function toTagList(tags: Tags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

/** @param tags as ECS returns them */
export function fromTagList(
  tags: readonly { key?: string | undefined; value?: string | undefined }[] | undefined,
): Tags {
  return Object.fromEntries((tags ?? []).map(({ key = '', value = '' }) => [key, value]));
}
