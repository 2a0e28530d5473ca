import { ProblemError } from '@ecobe/contracts';
import { idempotencyKeyOf } from './idempotency-key';

describe('idempotencyKeyOf', () => {
  it('keeps the key of the caller apart from those it makes', () => {
    expect(idempotencyKeyOf('order-7')).toBe('client:order-7');
    expect(idempotencyKeyOf(undefined)).toMatch(/^call:[0-9a-f-]{36}$/);
    expect(idempotencyKeyOf(undefined)).not.toBe(idempotencyKeyOf(undefined));
  });

  it.each(['', ' ', 'a b', 'ä', 'a\u0000', 'x'.repeat(201)])('refuses %j', (header) => {
    expect(() => idempotencyKeyOf(header)).toThrow(ProblemError);
  });
});
