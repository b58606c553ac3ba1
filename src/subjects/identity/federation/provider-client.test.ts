import { describe, expect, it } from 'vitest';
import { reasonOf, SignOnFailure } from './provider-client';

describe('why a sign-in came to nothing, in the log', () => {
  it('names codes and messages down to the cause, and nothing that was said of a person', () => {
    const claims = { sub: 'sub-zhang', name: '张伟' };
    const inner = Object.assign(new Error('unexpected nonce'), {
      code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
      cause: { claims },
    });
    expect(reasonOf(new SignOnFailure('not-verified', inner))).toBe(
      'not-verified: unexpected nonce OAUTH_JWT_CLAIM_COMPARISON_FAILED',
    );
    const refused = Object.assign(new Error('authorization response'), { error: 'access_denied' });
    expect(reasonOf(new SignOnFailure('refused', refused))).toBe('refused: authorization response access_denied');
  });
});
