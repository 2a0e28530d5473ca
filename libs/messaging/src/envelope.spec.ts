import { decodeEnvelope, decodeReply, isExpired } from './envelope';

describe('decodeEnvelope', () => {
  const request = {
    id: '1',
    pattern: 'routing.route-green',
    data: { regions: ['FR'] },
    deadlineMs: 1_000,
    replyTo: 'ecobe:rpc:reply:a',
    idempotencyKey: 'k',
    requestId: 'r',
  };

  it('takes a request and an event as they were written', () => {
    expect(decodeEnvelope(JSON.stringify(request))).toEqual(request);
    const event = { id: '2', pattern: 'ingestion.observations-recorded', data: null };
    expect(decodeEnvelope(JSON.stringify(event))).toEqual(event);
  });

  it.each([
    ['no JSON', '{"id":'],
    ['an array', '[]'],
    ['null', 'null'],
    ['no id', '{"pattern":"a.b"}'],
    ['no pattern', '{"id":"1"}'],
    ['a deadline that is no number', '{"id":"1","pattern":"a.b","deadlineMs":"soon"}'],
    ['a reply channel that is no text', '{"id":"1","pattern":"a.b","replyTo":7}'],
  ])('is null for %s', (_name, text) => {
    expect(decodeEnvelope(text)).toBeNull();
  });
});

describe('isExpired', () => {
  const envelope = { id: '1', pattern: 'a.b', data: null };

  it('holds from the deadline on, and never without one', () => {
    expect(isExpired({ ...envelope, deadlineMs: 1_000 }, 999)).toBe(false);
    expect(isExpired({ ...envelope, deadlineMs: 1_000 }, 1_000)).toBe(true);
    expect(isExpired(envelope, Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});

describe('decodeReply', () => {
  it('tells an answer from a refusal', () => {
    expect(decodeReply('{"id":"1","data":{"n":2}}')).toEqual({ id: '1', data: { n: 2 } });
    expect(decodeReply('{"id":"1"}')).toEqual({ id: '1', data: undefined });
    const problem = { status: 422, code: 'X', title: 'X', detail: 'x' };
    expect(decodeReply(JSON.stringify({ id: '1', problem }))).toEqual({ id: '1', data: undefined, problem });
  });

  it('is null for what is no reply', () => {
    expect(decodeReply('nonsense')).toBeNull();
    expect(decodeReply('{"data":1}')).toBeNull();
    expect(decodeReply('{"id":"1","problem":{"status":"bad"}}')).toBeNull();
  });
});
