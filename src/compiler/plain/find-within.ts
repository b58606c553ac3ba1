/** Where a character next stands in [from, to), or -1. Never looks past `to`, as indexOf would: that keeps the passes linear. */
export const findWithin = (text: string, mark: string, from: number, to: number): number => {
  const code = mark.charCodeAt(0);
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === code) return at;
  return -1;
};
