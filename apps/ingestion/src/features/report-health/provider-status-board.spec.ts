import { ProviderStatusBoard } from './provider-status-board';

describe('ProviderStatusBoard', () => {
  const heard: string[] = [];
  const log = {
    info: (_fields: object, message: string) => heard.push(`info ${message}`),
    warn: (_fields: object, message: string) => heard.push(`warn ${message}`),
  };

  beforeEach(() => (heard.length = 0));

  it('tells the log once that a provider fell silent, and once that it is back', () => {
    let nowMs = 0;
    const board = new ProviderStatusBoard({ nowMs: () => nowMs }, log);
    const record = board.of('energy-charts');
    record.failed('away', 'cannot be reached');
    record.failed('circuit-open', 'failed too often');
    board.of('energy-charts').failed('away', 'cannot be reached');
    expect(heard).toEqual(['warn cannot be reached; what it gave before stays, with its age']);
    record.succeeded();
    expect(heard).toHaveLength(1);
    nowMs = 600_000;
    record.succeeded();
    record.succeeded();
    expect(heard.slice(1)).toEqual(['info answers again']);
    record.failed('away', 'cannot be reached');
    expect(heard).toHaveLength(3);
  });

  it('is not alarmed by one zone of many, nor calmed by one', () => {
    const record = new ProviderStatusBoard({ nowMs: () => 0 }, log).of('electricity-maps');
    for (let round = 0; round < 10; round += 1) {
      for (let zone = 0; zone < 30; zone += 1) record.succeeded();
      record.failed('malformed', 'no value was believable');
    }
    expect(heard).toEqual([]);
    for (let round = 0; round < 10; round += 1) {
      for (let zone = 0; zone < 5; zone += 1) record.failed('malformed', 'no value was believable');
      record.succeeded();
    }
    expect(heard).toHaveLength(1);
  });

  it('counts every failure, told or not', () => {
    const board = new ProviderStatusBoard({ nowMs: () => 5 }, log);
    board.of('eia').failed('away', 'a');
    board.of('eia').failed('circuit-open', 'b');
    expect(board.all().get('eia')).toMatchObject({
      failed: 2,
      lastFailure: { atMs: 5, kind: 'circuit-open', message: 'b' },
    });
  });
});
