import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '..');
const CONFIGURATION = ['.dependency-cruiser.cjs', 'eslint.config.mjs', 'tsconfig.json', 'package.json'];

/** A small house whose every room breaks one wall: file, its text, and the rule that must say so. */
const IMPORTS: [file: string, text: string, rule: string][] = [
  ['libs/carbon/src/nest.ts', "import '@nestjs/common';", 'pure-libs-are-pure'],
  ['libs/carbon/src/rx.ts', "import 'rxjs';", 'pure-libs-are-pure'],
  ['libs/carbon/src/files.ts', "import 'node:fs/promises';", 'pure-libs-are-pure'],
  ['libs/forecast/src/ridge/net.ts', "import '@tensorflow/tfjs-core';", 'tensors-in-lstm-only'],
  ['libs/forecast/src/lstm/eager.ts', "import '@tensorflow/tfjs-core';", 'tensors-when-training-only'],
  ['libs/forecast/src/lstm/dice.ts', "import 'seedrandom';", 'pure-libs-are-pure'],
  ['libs/carbon/src/up.ts', "import '../../messaging/src/index';", 'only-down-from-carbon'],
  ['libs/contracts/src/up.ts', "import '../../platform/src/index';", 'only-down-from-contracts'],
  ['libs/platform/src/queue.ts', "import 'bullmq';", 'redis-in-messaging-only'],
  ['apps/routing/src/redis.ts', "import 'ioredis';", 'redis-in-messaging-only'],
  ['apps/routing/src/sql.ts', "import 'typeorm';", 'typeorm-in-adapters-only'],
  ['apps/routing/src/orm.ts', "import '@nestjs/typeorm';", 'typeorm-in-adapters-only'],
  ['apps/routing/src/ask.ts', "import 'undici';", 'providers-asked-by-ingestion-only'],
  ['apps/credits/src/ask.ts', "import 'node:https';", 'providers-asked-by-ingestion-only'],
  ['apps/routing/src/other-app.ts', "import '../../credits/src/ask';", 'no-app-imports-another'],
  ['apps/routing/src/deep.ts', "import '../../../libs/carbon/src/nest';", 'no-deep-import-into-a-lib'],
  ['apps/routing/src/a.use-case.ts', "import '@nestjs/common';", 'use-cases-know-no-framework'],
  ['apps/routing/src/b.use-case.ts', "import './adapters/db';", 'use-cases-know-no-framework'],
  ['apps/routing/src/adapters/db.ts', 'export const db = 1;', ''],
  ['apps/routing/src/one.ts', "import './two';", 'no-cycles'],
  ['apps/routing/src/two.ts', "import './one';", ''],
  ['apps/routing/src/alone.ts', 'export const alone = 1;', 'no-orphans'],
  ['libs/messaging/src/index.ts', 'export const index = 1;', ''],
  ['libs/platform/src/index.ts', 'export const index = 1;', ''],
];
const SPELLINGS: [file: string, text: string, rule: string][] = [
  ['libs/carbon/src/clock-1.ts', 'export const now = Date.now();', 'no-restricted-syntax'],
  ['libs/carbon/src/clock-2.ts', 'export const now = new Date();', 'no-restricted-syntax'],
  ['libs/carbon/src/clock-3.ts', 'export const now = performance.now();', 'no-restricted-globals'],
  ['libs/carbon/src/clock-4.ts', 'export const { now } = Date;', 'no-restricted-syntax'],
  ['libs/carbon/src/clock-5.ts', 'export const now = globalThis.Date.now();', 'no-restricted-globals'],
  ['libs/carbon/src/dice.ts', 'export const dice = Math.random();', 'no-restricted-syntax'],
  ['libs/carbon/src/web.ts', "export const web = fetch('http://127.0.0.1');", 'no-restricted-globals'],
  ['apps/routing/src/env-1.ts', 'export const port = process.env.PORT;', 'no-restricted-syntax'],
  ['apps/routing/src/env-2.ts', 'export const { env } = process;', 'no-restricted-syntax'],
  [
    'apps/routing/src/env-3.ts',
    "import { env } from 'node:process';\nexport const e = env;",
    'no-restricted-syntax',
  ],
  [
    'libs/ledger/src/float-1.ts',
    'export const half = (grams: bigint) => Number(grams) / 2;',
    'no-restricted-syntax',
  ],
  [
    'libs/ledger/src/float-2.ts',
    'export interface Lot { availableG: number | null }',
    'no-restricted-syntax',
  ],
  ['libs/ledger/src/float-3.ts', 'export const now = Date.now();', 'no-restricted-syntax'],
  [
    'apps/credits/src/float-4.ts',
    'export const sum = (sums: { usedUg: bigint }) => Number(sums.usedUg * 2n);',
    'no-restricted-syntax',
  ],
  [
    'apps/credits/src/float-5.ts',
    'export const isCapped = (a: { neededCO2: number; retiredCO2: number }) => a.neededCO2 > a.retiredCO2;',
    'no-restricted-syntax',
  ],
  [
    'apps/credits/src/float-6.ts',
    'export const net = (totalEmissions: number, totalOffset: number) => totalEmissions - totalOffset;',
    'no-restricted-syntax',
  ],
  [
    'apps/credits/src/float-7.ts',
    'export const f = (priceCents: number) => priceCents;',
    'no-restricted-syntax',
  ],
  ['apps/credits/src/env-4.ts', 'export const port = process.env.PORT;', 'no-restricted-syntax'],
  ['apps/routing/src/web.ts', "export const web = fetch('http://127.0.0.1');", 'no-restricted-globals'],
];

describe('the walls', () => {
  let house: string;
  beforeAll(async () => {
    house = await mkdtemp(path.join(tmpdir(), 'ecobe-walls-'));
    for (const file of CONFIGURATION) await cp(path.join(root, file), path.join(house, file));
    await symlink(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
    for (const [file, text] of [...IMPORTS, ...SPELLINGS]) {
      await mkdir(path.dirname(path.join(house, file)), { recursive: true });
      await writeFile(path.join(house, file), `${text}\n`);
    }
  });
  afterAll(() => rm(house, { recursive: true }));

  /** What a tool of `npm run check` says of the house; the exit code differs by output format. */
  const report = (tool: string, ...args: string[]) =>
    new Promise<string>((resolve, reject) => {
      const command = [path.join(root, 'node_modules', tool), ...args];
      execFile(process.execPath, command, { cwd: house, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) => {
        if (stdout === '') reject(new Error(stderr));
        else resolve(stdout);
      });
    });

  it('stop every import that breaks one', async () => {
    const text = await report(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'apps', 'libs'],
    );
    const { summary } = JSON.parse(text) as {
      summary: { violations: { from: string; rule: { name: string } }[] };
    };
    const found = summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
    const planted = IMPORTS.filter(([, , rule]) => rule !== '').map(([file, , rule]) => `${file} ${rule}`);
    expect(planted.filter((one) => !found.includes(one))).toEqual([]);
  });

  it('stop every way to the clock, the dice, the network and the environment, and floats in the books', async () => {
    const text = await report('eslint/bin/eslint.js', '--format', 'json', 'apps', 'libs');
    const files = JSON.parse(text) as { filePath: string; messages: { ruleId: string }[] }[];
    const found = files.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId }) => `${path.relative(house, filePath)} ${ruleId}`),
    );
    const planted = SPELLINGS.map(([file, , rule]) => `${file} ${rule}`);
    expect(planted.filter((one) => !found.includes(one))).toEqual([]);
  });
});
