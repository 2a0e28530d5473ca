import { HandlerRegistry } from './handler.registry';

const handler = () => Promise.resolve();

describe('HandlerRegistry', () => {
  it('derives the services from the operations', () => {
    const registry = new HandlerRegistry();
    registry.addOperation('routing.route-green', handler);
    registry.addOperation('routing.health', handler);
    registry.addOperation('credits.health', handler);
    expect(registry.services()).toEqual(['routing', 'credits']);
    expect(registry.operation('routing.health')).toBe(handler);
    expect(registry.operation('routing.unknown')).toBeUndefined();
  });

  it('keeps the groups of one event apart', () => {
    const registry = new HandlerRegistry();
    const second = () => Promise.resolve();
    registry.addSubscription('ingestion.recorded', 'routing', handler);
    registry.addSubscription('ingestion.recorded', 'forecasting', handler);
    registry.addSubscription('ingestion.recorded', 'forecasting', second);
    expect(registry.groups()).toEqual([
      ['routing', ['ingestion.recorded']],
      ['forecasting', ['ingestion.recorded']],
    ]);
    expect(registry.subscribers('forecasting', 'ingestion.recorded')).toEqual([handler, second]);
    expect(registry.subscribers('credits', 'ingestion.recorded')).toEqual([]);
    expect(registry.services()).toEqual([]);
  });

  it('stops the boot on what could never work', () => {
    const registry = new HandlerRegistry();
    registry.addOperation('routing.health', handler);
    expect(() => {
      registry.addOperation('routing.health', handler);
    }).toThrow(/two handlers/);
    expect(() => {
      registry.addOperation('health', handler);
    }).toThrow(/<service>\.<operation>/);
    expect(() => {
      registry.addSubscription('ingestion.recorded', undefined, handler);
    }).toThrow(/needs \{ group/);
  });
});
