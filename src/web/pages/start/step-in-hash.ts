import type { Step } from './second-step';

/** The second step of a sign-in that began at a provider: `#step=code&token=7.…`; null for anything else. */
export const stepInHash = (hash: string): Step | null => {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const [next, token] = [given.get('step'), given.get('token')];
  if ((next !== 'code' && next !== 'enrol') || !token || !/^\d{1,19}\.[\w-]{43}$/.test(token)) return null;
  return { next, token };
};
