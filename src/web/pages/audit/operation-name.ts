import type { TFunction } from 'i18next';

/** What an operation is called; a new one that has no words yet shows its own name. */
export const operationName = (t: TFunction, operation: string): string =>
  t(`audit:operation.${operation}`, { defaultValue: operation });
