import { callOptions } from './repeatable';

describe('callOptions', () => {
  it('makes a key of its own for a call without one, unless keys are asked for', () => {
    const lenient = { ECOBE_REQUIRE_IDEMPOTENCY_KEY: false };
    expect(callOptions(undefined, lenient).idempotencyKey).toMatch(/^call:/);
    expect(() => callOptions(undefined, { ECOBE_REQUIRE_IDEMPOTENCY_KEY: true })).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ status: 400, code: 'IDEMPOTENCY_KEY_REQUIRED' }) as unknown,
      }) as Error,
    );
  });

  it('asks for no key of a rehearsal, but for a sane one where there is one', () => {
    const strict = { ECOBE_REQUIRE_IDEMPOTENCY_KEY: true };
    expect(callOptions(undefined, strict, { dryRun: true }).idempotencyKey).toMatch(/^call:/);
    expect(() => callOptions('', strict, { dryRun: true })).toThrow('1 to 200 visible ASCII');
    expect(() => callOptions(undefined, strict, { dryRun: false })).toThrow('only under an Idempotency-Key');
  });

  it.each([true, false])('keeps the key of the caller, asked for: %s', (isRequired) => {
    const settings = { ECOBE_REQUIRE_IDEMPOTENCY_KEY: isRequired };
    expect(callOptions('k-1', settings).idempotencyKey).toBe('client:k-1');
    expect(() => callOptions('', settings)).toThrow('1 to 200 visible ASCII');
  });
});
