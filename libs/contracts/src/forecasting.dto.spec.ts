import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AccuracyQuery, ForecastQuery, OptimalWindowQuery } from './forecasting.dto';

const faultsOf = <T extends object>(type: new () => T, query: Record<string, unknown>) =>
  validateSync(plainToInstance(type, query), { whitelist: true, forbidNonWhitelisted: true }).map(
    (fault) => fault.property,
  );

describe('ForecastQuery', () => {
  it('has defaults', () => {
    expect(plainToInstance(ForecastQuery, {})).toEqual({ basis: 'lifecycle', horizonHours: 48 });
    expect(faultsOf(ForecastQuery, {})).toEqual([]);
  });

  it.each(['1', '96'])('takes %s hours', (horizonHours) => {
    expect(plainToInstance(ForecastQuery, { horizonHours }).horizonHours).toBe(Number(horizonHours));
    expect(faultsOf(ForecastQuery, { horizonHours })).toEqual([]);
  });

  it.each([
    ...['0', '97', '1.5', '', 'abc', '1e400', 'NaN', '-1'],
    ...['0x10', ' 48', '48 ', '1e1', '+4', '0b1', '4.', '.5', ['1', '2'], ['4']],
  ])('refuses %p hours', (horizonHours) => {
    expect(faultsOf(ForecastQuery, { horizonHours })).toEqual(['horizonHours']);
  });

  it('refuses a basis it does not know, and names it does not know', () => {
    expect(faultsOf(ForecastQuery, { basis: 'marginal' })).toEqual(['basis']);
    expect(faultsOf(ForecastQuery, { horizon: '4' })).toEqual(['horizon']);
  });
});

describe('OptimalWindowQuery', () => {
  it('takes quarters of an hour', () => {
    const query = { durationHours: '0.25', lookAheadHours: '95.75' };
    expect(faultsOf(OptimalWindowQuery, query)).toEqual([]);
    expect(plainToInstance(OptimalWindowQuery, query)).toMatchObject({
      durationHours: 0.25,
      lookAheadHours: 95.75,
    });
  });

  it.each([undefined, '', '0', '-1', '0.3', '96.25', 'Infinity', 'x', '0x2', '1e0', ' 1'])(
    'refuses a duration of %p',
    (durationHours) => {
      expect(faultsOf(OptimalWindowQuery, { durationHours })).toEqual(['durationHours']);
    },
  );
});

describe('AccuracyQuery', () => {
  it('has defaults, and takes a day to a year', () => {
    expect(plainToInstance(AccuracyQuery, {})).toEqual({ basis: 'lifecycle', days: 30 });
    for (const days of ['1', '365']) {
      expect(faultsOf(AccuracyQuery, { days })).toEqual([]);
      expect(plainToInstance(AccuracyQuery, { days }).days).toBe(Number(days));
    }
  });

  it.each(['0', '366', '1.5', '-1', '', 'NaN', '1e2', '0x1', ['1', '2']])('refuses %p days', (days) => {
    expect(faultsOf(AccuracyQuery, { days })).toEqual(['days']);
  });
});
