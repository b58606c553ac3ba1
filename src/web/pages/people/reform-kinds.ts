/** 调整隶属, 撤并, 撤销. */
export const reforms = ['move', 'merge', 'close'] as const;
export type Reform = (typeof reforms)[number];
