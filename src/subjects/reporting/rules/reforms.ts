import type { HeldKind } from '../../org/rules';

/** 调整隶属, 撤并, 撤销. */
export const reforms = ['move', 'merge', 'close'] as const;
export type ReformKind = (typeof reforms)[number];

/** Kinds that somebody has to go on with: a task has a lead. */
export const neverEnded: readonly HeldKind[] = ['lead'];
