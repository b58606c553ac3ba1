import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../platform/permits-operation';

/** The parts that the form offers; a program may ask for finer ones (`tasks:read`, `tasks.saveReport`) over the interface. */
export const scopeParts = [
  'tasks',
  'plans',
  'overview',
  'indicators',
  'reporting',
  'exchange',
  'org',
  'files',
] as const;
const known = new Set<string>(['read', 'audit', ...scopeParts]);

/** Scopes in words; the finer ones as they are written. */
export const useScopeNames = () => {
  const { t } = useTranslation('sign-on');
  return (scopes: readonly Scope[]): string =>
    scopes.map(scope => (known.has(scope) ? t(`tokens.scopeShort.${scope}`) : scope)).join(t('tokens.comma'));
};
