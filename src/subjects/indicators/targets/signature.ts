import { refuse } from '../../../kernel/refusal';
import type { Actor, Post } from '../../../platform/operation';

/** Refuses `signature-differs` unless the typed name is the actor's own. */
export const expectSignature = (actor: Actor, signedAs: string): void => {
  if (signedAs !== actor.name.trim()) refuse('signature-differs');
};

/** 签名 as it is kept: name, unit and post of this moment; the first post of which `acts` holds. */
export const signatureOf = (actor: Actor, acts: (post: Post) => boolean): string => {
  const post = actor.posts.find(acts);
  return post ? `${actor.name}（${[post.unitName, post.title].filter(Boolean).join(' ')}）` : actor.name;
};
