import { ImportRefusedError } from '../../../ingestion/src/history-importer';
import type { ImportSummary } from '../../../ingestion/src/history-importer';
import { refusalOf, reportOf } from './import-report';

const SUMMARY: ImportSummary = {
  layout: 'generation and weather by hour',
  source: 'history-import',
  linesRead: 17_544,
  badLineCount: 0,
  badLines: [],
  added: { carbonIntensity: 35_088, generation: 17_544, weather: 731 },
  span: { firstMs: Date.UTC(2020, 0, 1), lastMs: Date.UTC(2021, 11, 31, 23) },
};

describe('import report', () => {
  it('tells rows per table, the span and the time it took', () => {
    expect(reportOf(SUMMARY, 'DE', 1_234)).toEqual([
      'Imported into DE: 53,363 rows added (source history-import, generation and weather by hour).',
      '  carbon intensity 35,088, generation 17,544, weather runs 731',
      '  2020-01-01T00:00Z to 2021-12-31T23:00Z, 17,544 lines in 1.2 s',
    ]);
  });

  it('says when nothing was new', () => {
    const added = { carbonIntensity: 0, generation: 0, weather: 0 };
    expect(reportOf({ ...SUMMARY, added }, 'DE', 0)[0]).toBe(
      'Nothing new for DE: 0 rows added, all of the file was stored already.',
    );
  });

  it('lists skipped lines too', () => {
    const badLines = [{ line: 7, reason: 'holds no value' }];
    expect(reportOf({ ...SUMMARY, badLineCount: 1, badLines }, 'DE', 0).at(-1)).toBe(
      '  line 7: holds no value',
    );
  });

  it('names the bad lines of a refused file, and how many more there are', () => {
    const refusal = new ImportRefusedError(
      '1,021 bad lines; nothing was imported',
      [{ line: 5, reason: 'x' }],
      1_021,
    );
    expect(refusalOf(refusal)).toEqual([
      '1,021 bad lines; nothing was imported',
      '  line 5: x',
      '  and 1,020 more bad lines',
    ]);
    expect(refusalOf(new ImportRefusedError('the file is empty'))).toEqual(['the file is empty']);
  });
});
