/** 恢复码: ten codes, each good once, of ten letters without those that look alike (Crockford's base 32: 50 bits). */
export const RECOVERY_CODES = 10;
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 10;

/** `ABCDE-FGHJK`. */
export const shownCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** As typed → as kept: small letters, dashes, spaces, and O, I, L for the digits they resemble. */
export const keptCode = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** Six digits are a code of the app; anything else is taken for a recovery code. */
export const isAppCode = (typed: string): boolean => /^\d{6}$/.test(typed.normalize('NFKC').replaceAll(/[\s-]/g, ''));

export const appCode = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
