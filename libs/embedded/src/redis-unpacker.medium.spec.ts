import path from 'node:path';
import { unpackedRedis } from './redis-unpacker';
import { runCommand } from './run-command';

jest.setTimeout(300_000);

/** Kept between runs, as a download is not needed twice. */
const cache = path.resolve(__dirname, '../../../.ecobe/cache');

it('fetches a Redis that runs where apt-get is, and says what is lacking where it is not', async () => {
  const hasApt = (await runCommand('apt-get', ['--version'])).code === 0;
  const found = await unpackedRedis(cache, () => undefined);
  expect(found).toEqual(
    hasApt
      ? {
          path: path.join(cache, `redis-${process.arch}`, 'redis-server'),
          version: expect.any(String),
          origin: 'unpacked',
        }
      : 'apt-get is not there to fetch one',
  );
  expect(await unpackedRedis(cache, () => undefined)).toEqual(found);
});
