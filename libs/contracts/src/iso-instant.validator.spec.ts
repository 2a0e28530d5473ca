import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { HistoryQuery } from './ingestion.dto';

const faultOf = (start: unknown): string | undefined => {
  const query = Object.assign(new HistoryQuery(), { start, end: '2026-03-01T00:00:00Z' });
  return validateSync(query)[0]?.constraints?.['isIsoInstant'];
};

describe('IsIsoInstant', () => {
  it.each([
    '2026-02-12T00:00Z',
    '2026-02-28T23:59:59.999Z',
    '2024-02-29T00:00:00Z',
    '2000-02-29T00:00:00+05:30',
    '0004-02-29T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2026-01-01T00:00:00+15:59',
    '2026-01-01T00:00:00.123456789-12:00',
  ])('takes %s', (text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-04-00T00:00:00Z',
    '2026-04-01T24:00:00Z',
    '2026-04-01T00:60:00Z',
    '2026-04-01T00:00:60Z',
    '2026-04-01T00:00:00+24:00',
    '2026-04-01T00:00:00+16:00',
    '2026-04-01T00:00:00-23:00',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
  ])('refuses %s, which does not exist', (text) => {
    expect(faultOf(text)).toBe('start must be a date and time that exist in the calendar');
  });

  it.each(['2026-02-12', '2026-02-12T00:00:00', '20260212T000000Z', '2026-W07-4T00:00:00Z', '', 7, null])(
    'refuses %p, which is no instant',
    (value) => {
      expect(faultOf(value)).toBe(
        'start must be an ISO 8601 instant with its offset, such as 2026-02-12T00:00:00.000Z',
      );
    },
  );
});
