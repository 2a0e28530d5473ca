import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { canonicalJson } from '@ecobe/ledger';
import type { LogSums, ReportFacts, StoredReport } from '../ports/report-store';
import { reportBody } from './report-content';
import { writtenReport } from './written-report';

/** Letters alone, as a reader takes them. */
const CLAIMS = /(carbon|co2|climate|offset)(neutral|positive|negative)|netzero|(fully|offset)compensated/i;
const lettersOf = (text: string): string => text.normalize('NFKC').replace(/[\s_./\p{Pd}\p{Cf}\u2212]/gu, '');
const SCOPE = { organizationId: 'org-1', fromMs: Date.UTC(2026, 0), toMs: Date.UTC(2026, 3) };
const AT = { nowMs: SCOPE.toMs, isKept: true };
const RECORD = {
  ...{ version: 1, generatedAt: '2026-04-02T00:00:00.000Z', ledgerSequence: 1, emissionSequence: 2 },
  restates: null,
};
const FORMATS = ['json', 'csv', 'html'] as const;

const sums = (set: LogSums['set'], name: string | null, change: Partial<LogSums> = {}): LogSums => ({
  ...{ set, name, factor: null, energyUwh: 3_000_000_000n, emissionsUg: 174_000_001n },
  ...{
    marginalEnergyUwh: 0n,
    marginalProduct: 0n,
    liveCount: 2,
    backCount: 0,
    backEnergyUwh: 0n,
    backUg: 0n,
  },
  ...change,
});

/** Facts in which every text of others is this one. */
const factsWith = (text: string): ReportFacts => ({
  newestAtMs: SCOPE.toMs,
  position: { ledgerSequence: 1n, emissionSequence: 2n },
  log: [
    sums('total', null),
    ...[sums('day', '2026-01-02'), sums('zone', 'FR'), sums('workloadType', text)],
    sums('energyQuality', 'measured'),
    sums('factor', null, {
      factor: { method: text, source: text, factorVersion: text, quality: 'simulated' },
    }),
  ],
  workloads: [
    {
      ...{ by: 'functionalUnit', name: text, workloadCount: 2, unitCount: '1500', emissionsUg: 174_000_000n },
      ...{ embodiedUg: 9_000_000n, embodiedCount: 2, baselineUg: 0n },
    },
    {
      ...{ by: 'baseline', name: text, workloadCount: 2, unitCount: null, emissionsUg: 174_000_000n },
      ...{ embodiedUg: 0n, embodiedCount: 0, baselineUg: 100_000_000n },
    },
  ],
  withoutUnit: [text],
  withoutBaseline: [],
  restated: { count: 1, ids: [text] },
  retired: [
    {
      ...{ status: 'CONFIRMED', mitigation: 'REMOVAL', pathway: null, registry: 'PURO', country: 'GR' },
      ...{ adjustment: null, grams: 5n },
    },
  ],
  reversals: [
    { retirementId: 'r', grams: 5n, retiredAtMs: SCOPE.fromMs, reversedAtMs: SCOPE.fromMs, reason: text },
  ],
  reversed: { count: 1, grams: 5n },
});

function storedWith(text: string): StoredReport {
  const body = reportBody({ ...SCOPE, organizationId: text }, factsWith(text), AT);
  return {
    ...{
      version: 1,
      position: { ledgerSequence: 1n, emissionSequence: 2n },
      figuresSha256: 'f',
      contentSha256: 'c',
    },
    ...{ content: canonicalJson({ ...body, record: RECORD }), generatedAtMs: SCOPE.toMs },
  };
}
const written = (format: (typeof FORMATS)[number], text = 'org-1') => writtenReport(storedWith(text), format);

describe('a written report', () => {
  it.each(FORMATS)('makes no claims of what credits would make of anybody, as %s', (format) => {
    expect(lettersOf(written(format))).not.toMatch(CLAIMS);
    expect(written(format).length).toBeGreaterThan(1_000);
  });

  it('repeats no claim that stands in the reason of a reversal', () => {
    const { restatements } = reportBody(
      SCOPE,
      factsWith('Net-Zero pledge, CARBON NEUTRAL, climate positive'),
      AT,
    );
    expect(restatements.reversals[0]?.reason).toBe(
      '[claim left out] pledge, [claim left out], [claim left out]',
    );
  });

  const claim = fc
    .tuple(
      fc.constantFrom(
        ...(['carbon neutral', 'Climate Neutral', 'CO2 neutrality', 'CO\u2082 neutral', 'net zero'] as const),
        ...(['climate positive', 'carbon negative', 'offset compensated', 'fully compensated'] as const),
        ...(['\uff2e\uff25\uff34 zero', 'ca\u00adrbon neutral', 'car\u200bbon neutral'] as const),
      ),
      fc.constantFrom(
        '',
        ' ',
        '-',
        '_',
        '\u2010',
        '\u2011',
        '\u2013',
        '\u2212',
        '\u00a0',
        ' - ',
        '__',
        '\ufe63',
      ),
    )
    .map(([words, gap]) => words.replace(' ', gap));

  it('repeats no claim that stands in any name, however it is written', () => {
    fc.assert(
      fc.property(claim, fc.constantFrom('', 'leads', 'of_'), (words, rest) => {
        const name = `${rest}${words}-${rest}`;
        for (const format of FORMATS) expect(lettersOf(written(format, name))).not.toMatch(CLAIMS);
        const fingerprint = createHash('sha256').update(name).digest('hex').slice(0, 12);
        for (const format of FORMATS) expect(written(format, name)).toContain(`(SHA-256 ${fingerprint})`);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps names apart that differ only in a claim, and changes no other', () => {
    const facts = factsWith('queries');
    const log = [sums('workloadType', 'net zero'), sums('workloadType', 'carbon-neutral')];
    const { emissions } = reportBody(SCOPE, { ...facts, log: [...facts.log, ...log] }, AT);
    const groups = emissions.byWorkloadType.map(({ group }) => group);
    expect(groups).toEqual([
      ...[expect.stringMatching(/^\[claim left out\] \(SHA-256 /), expect.stringMatching(/^\[claim left/)],
      'queries',
    ]);
    expect(new Set(groups).size).toBe(3);
    for (const name of ['internet zones', 'carbon', 'CO\u2082 zone', 'offset-7', 'climate model'])
      expect(written('json', name)).toContain(JSON.stringify(name));
  });

  it('cuts a claim within longer words too, and does not see through letters that only look alike', () => {
    for (const name of ['planet-zero', 'subnet_zero', 'dotnet zero'])
      expect(written('json', name)).toContain('[claim left out]');
    for (const name of ['net+zero', 'n\u0435t zero', 'klimaneutral'])
      expect(written('json', name)).toContain(JSON.stringify(name));
  });

  it('makes no claim by what it puts together', () => {
    const facts = factsWith('queries');
    const factor = { method: 'm', source: 'net', factorVersion: 'zero', quality: 'simulated' };
    const body = reportBody(SCOPE, { ...facts, log: [...facts.log, sums('factor', null, { factor })] }, AT);
    const content = canonicalJson({ ...body, record: RECORD });
    expect(writtenReport({ version: null, content, contentSha256: 'c' }, 'csv')).not.toContain('net zero');
  });

  it('repeats the worked example of docs/formulas/sci.md, and keeps what scheduling made worse', () => {
    const { sci, avoided, emissions } = reportBody(SCOPE, factsWith('queries'), AT);
    expect(sci.units).toMatchObject([
      {
        ...{ functionalUnit: 'queries', operationalUg: '174000000', embodiedUg: '9000000' },
        ...{ sciUgPerUnit: '122000', sciGPerUnit: 0.122, isOperationalOnly: false, embodiedReason: null },
      },
    ]);
    expect(avoided).toMatchObject({ avoidedUg: '-74000000', avoidedCO2: -74 });
    expect(emissions.locationBased).toMatchObject({ emissionsCO2: 175, energyKwh: 3 });
    expect(emissions.marketBased.emissionsCO2).toBeNull();
  });

  it('says that SCI is operational only where the hardware of one workload is unknown', () => {
    const facts = factsWith('queries');
    const workloads = facts.workloads.map((one) => ({ ...one, embodiedCount: 1 }));
    expect(reportBody(SCOPE, { ...facts, workloads }, AT).sci.units).toMatchObject([
      {
        embodiedUg: null,
        isOperationalOnly: true,
        sciUgPerUnit: '116000',
        embodiedReason: expect.stringContaining('1 of 2') as string,
      },
    ]);
  });

  it('says of every line of the CSV what it is, with paragraphs of ESRS E1 that never change', () => {
    const lines = parse(written('csv'), { columns: true }) as Record<string, string>[];
    expect(new Set(lines.map((line) => Object.keys(line).join()))).toEqual(
      new Set(['section,item,group,value,unit,esrsDatapoint,note']),
    );
    const datapoints = [...new Set(lines.map((line) => line.esrsDatapoint ?? ''))].filter(Boolean);
    expect(datapoints).toEqual([
      ...['E1-5.37', 'E1-6.49(a)', 'E1-6.49(b)', 'E1-7.59(a)', 'E1-7.59(b)'],
      ...['E1-7.AR62(a)', 'E1-7.AR62(b)', 'E1-7.AR62(c)', 'E1-7.AR62(d)', 'E1-7.AR62(e)'],
    ]);
    const valueOf = (item: string) => lines.find((line) => line.item === item)?.value;
    expect([valueOf('locationBased'), valueOf('avoided'), valueOf('marketBased')]).toEqual([
      '174000001',
      '-74000000',
      '',
    ]);
  });

  const hostile = fc.oneof(
    fc.constantFrom(
      '=cmd|1',
      '+1',
      '-1+1',
      '@x',
      '\t=1',
      '\r=1',
      '<script>alert(1)</script>',
      `"'&<b onload=x>`,
      '</svg>',
    ),
    fc.string({ unit: 'grapheme' }),
  );
  it('lets no text of others be a formula or markup', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const cells of parse(written('csv', text)) as string[][])
          for (const cell of cells) expect(cell).not.toMatch(/^([=+@\t\r]|-(?!\d+(\.\d+)?$))/);
        const page = written('html', text);
        expect(page).not.toMatch(/<script|<b |onload=x>|<\/svg><\/svg>/);
        expect(JSON.parse(written('json', text))).toMatchObject({ content: { organizationId: text } });
      }),
      { numRuns: 40 },
    );
  });

  it('is a page of its own: charts, no script, nothing from elsewhere', () => {
    const page = written('html');
    expect(page.match(/<svg /g)?.length).toBe(6);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|src=|url\(|https?:/i);
    expect(page).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(page.indexOf('SIMULATED DATA')).toBeLessThan(page.indexOf('<h1>'));
  });
});
