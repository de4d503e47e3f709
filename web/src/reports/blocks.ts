import type { BlockKey, Difference, ReportContent, Words } from '@tilik/server/client';

export interface DifferenceGroup {
  readonly block: BlockKey;
  readonly title: Words | null;
  readonly differences: readonly Difference[];
}

/** Differences under the block they stand in, in the order in which they are read. */
export function groupsOf(differences: readonly Difference[], content: ReportContent | undefined): DifferenceGroup[] {
  const found = new Map<BlockKey, Difference[]>();
  for (const difference of differences) {
    const group = found.get(difference.block);
    if (group) group.push(difference);
    else found.set(difference.block, [difference]);
  }
  return [...found].map(([block, group]) => ({
    block,
    title: content?.blocks.find(({ key }) => key === block)?.title ?? null,
    differences: group,
  }));
}
