/** The nonce of this delivery of the page: its policy takes only style elements that carry it. Undefined under `npx vite`. */
export const pageNonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce || undefined;
