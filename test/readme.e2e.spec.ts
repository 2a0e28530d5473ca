import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

const run = promisify(execFile);
const README = path.resolve(__dirname, '../README.md');
const DOCUMENTED = 'http://127.0.0.1:3000';

const blocks = (markdown: string, language: string): string[] =>
  [...markdown.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );

/** The requests of the page, each from `curl` to the end of its quoted arguments. */
const requests = (markdown: string): string[] =>
  blocks(markdown, 'bash').flatMap((block) => block.match(/^curl (?:[^'\n]|'[^']*')*/gm) ?? []);

describe('the README', () => {
  let markdown: string;
  let suite: TestSuite;
  beforeAll(async () => {
    markdown = await readFile(README, 'utf8');
    suite = await startSuite({ env: { ECOBE_CLOCK: '2026-03-01T12:20:00Z' } });
  });
  afterAll(() => suite.stop());

  const paste = async (request: string) => {
    const { stdout } = await run('bash', [
      '-c',
      `${request.replace(DOCUMENTED, suite.url)} -w '\\n%{http_code}'`,
    ]);
    const [status, ...lines] = stdout.split('\n').reverse();
    return { status, body: JSON.parse(lines.reverse().join('\n')) as Record<string, unknown> };
  };

  it('has requests that answer when they are pasted', async () => {
    const all = requests(markdown);
    expect(all.length).toBeGreaterThanOrEqual(7);
    for (const request of all) {
      expect([request, (await paste(request)).status]).toEqual([request, expect.stringMatching(/^20[012]$/)]);
    }
  });

  it('shows the answer that its first request really gets', async () => {
    const [first = ''] = requests(markdown);
    const { body } = await paste(first);
    const shown = JSON.parse(blocks(markdown, 'json')[0] ?? '') as Record<string, unknown>;
    const { decisionId, decidedAt, ageSeconds, alternatives, ...lasting } = shown;
    expect([typeof decisionId, typeof decidedAt, typeof ageSeconds]).toEqual(['string', 'string', 'number']);
    expect(body).toMatchObject(lasting);
    expect((body['alternatives'] as object[])[0]).toMatchObject((alternatives as object[])[0] ?? {});
  });
});
