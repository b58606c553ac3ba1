import type { TFunction } from 'i18next';

/** The day from which what has no beginning of its own holds. */
export const EVER = '1900-01-01';

type Validity = { validFrom: string; validTo: string | null };

/** As it is typed: '' where nothing is said. */
export const validityText = (validity: Validity | null): { validFrom: string; validTo: string } => ({
  validFrom: !validity || validity.validFrom === EVER ? '' : validity.validFrom,
  validTo: validity?.validTo ?? '',
});

export const validityOf = ({ validFrom, validTo }: { validFrom: string; validTo: string }): Validity => ({
  validFrom: validFrom || EVER,
  validTo: validTo || null,
});

/** 2026-03-01 起、至 2026-09-01; null where it holds always. Namespace `definitions`. */
export const validityWords = (t: TFunction<'definitions'>, { validFrom, validTo }: Validity): string | null => {
  const from = validFrom === EVER ? null : t('definitions:validity.from', { day: validFrom });
  const to = validTo === null ? null : t('definitions:validity.to', { day: validTo });
  return [from, to].filter(Boolean).join(t('definitions:comma')) || null;
};
