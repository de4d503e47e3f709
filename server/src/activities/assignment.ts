import { createHash } from 'node:crypto';
import type { Activity } from '@tilik/db/schema';
import type { PrRole } from '@tilik/db/vocabulary';
import { hasHashtag, hasWords } from './words.ts';

/** Which posts are meant. Every kind of condition that is given has to hold; within one kind any of them. */
export interface PostsMeant {
  readonly channels: readonly string[];
  readonly hashtags: readonly string[];
  readonly words: readonly string[];
}

/** What is said of them. What is left out stays as it is, null takes it away. */
export interface Said {
  readonly campaign?: string | null | undefined;
  readonly prRole?: PrRole | null | undefined;
  readonly topics?: readonly string[] | undefined;
}

/** What can be said of a post here, by the names of its template. */
export type SaidField = 'campaign' | 'pr_role' | 'topics';

export type Post = Pick<
  Activity,
  'id' | 'channelId' | 'kind' | 'publishedOn' | 'title' | 'caption' | 'permalink' | 'campaignId' | 'prRole' | 'topics'
>;

export interface PlannedPost {
  readonly post: Post;
  /** `replaces`: something was said of it before that would be lost; it is left alone unless it is chosen. */
  readonly state: 'changes' | 'replaces' | 'unchanged';
  /** What would be lost. */
  readonly replaces: readonly SaidField[];
}

/** Whether a post is meant by what stands under it and in its title. */
export function isMeant({ channelId, title, caption }: Post, { channels, hashtags, words }: PostsMeant): boolean {
  const text = `${title ?? ''}\n${caption ?? ''}`;
  return (
    (channels.length === 0 || channels.includes(channelId)) &&
    (hashtags.length === 0 || hashtags.some((tag) => hasHashtag(text, tag))) &&
    (words.length === 0 || words.some((phrase) => hasWords(text, phrase)))
  );
}

const textOf = (value: string | readonly string[] | null): string =>
  Array.isArray(value) ? [...value].toSorted().join('|') : ((value as string | null) ?? '');

/** What would become of each post. */
export function planOf(posts: readonly Post[], said: Said): PlannedPost[] {
  return posts.map((post) => {
    const compared: [SaidField, string, string][] = [];
    if (said.campaign !== undefined) compared.push(['campaign', textOf(post.campaignId), textOf(said.campaign)]);
    if (said.prRole !== undefined) compared.push(['pr_role', textOf(post.prRole), textOf(said.prRole)]);
    if (said.topics !== undefined) compared.push(['topics', textOf(post.topics), textOf(said.topics)]);
    const changed = compared.filter(([, before, after]) => before !== after);
    const replaces = changed.filter(([, before]) => before !== '').map(([field]) => field);
    return { post, replaces, state: changed.length === 0 ? 'unchanged' : replaces.length > 0 ? 'replaces' : 'changes' };
  });
}

/** A plan as one short text: two plans of which it is the same would do the same to the same posts. */
export const planMark = (plan: readonly PlannedPost[], said: Said): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        said,
        plan.map(({ post: { id, campaignId, prRole, topics }, state }) => [id, campaignId, prRole, topics, state]),
      ]),
    )
    .digest('base64url')
    .slice(0, 22);
