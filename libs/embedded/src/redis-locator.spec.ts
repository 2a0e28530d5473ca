import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { redisOnPath, usableVersion } from './redis-locator';

describe('usableVersion', () => {
  it.each([
    ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', 'Redis 7.0.15'],
    ['Valkey server v=8.1.1 sha=00000000:0', 'Valkey 8.1.1'],
    ['Redis server v=6.2.0 sha=0', 'Redis 6.2.0'],
    ['Redis server v=10.0.0 sha=0', 'Redis 10.0.0'],
  ])('takes %s', (banner, version) => {
    expect(usableVersion(banner)).toBe(version);
  });

  it.each(['Redis server v=6.0.16 sha=0', 'Redis server v=5.9.9', 'command not found', ''])(
    'does not take %p',
    (banner) => {
      expect(usableVersion(banner)).toBeUndefined();
    },
  );
});

describe('redisOnPath', () => {
  let folder: string;
  const program = async (name: string, banner: string, mode = 0o755) => {
    await writeFile(path.join(folder, name), `#!/bin/sh\necho '${banner}'\n`);
    await chmod(path.join(folder, name), mode);
  };
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ecobe path-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('prefers Redis, and takes Valkey where Redis is too old', async () => {
    await program('valkey-server', 'Valkey server v=8.0.0');
    await program('redis-server', 'Redis server v=7.2.0');
    expect(await redisOnPath(`/nowhere:${folder}`)).toMatchObject({
      version: 'Redis 7.2.0',
      origin: 'installed',
    });
    await program('redis-server', 'Redis server v=6.0.16');
    expect(await redisOnPath(folder)).toMatchObject({ path: path.join(folder, 'valkey-server') });
  });

  it('finds none where none can be run', async () => {
    await program('redis-server', 'Redis server v=7.2.0', 0o644);
    expect(await redisOnPath(`${folder}:relative:`)).toBeUndefined();
  });
});
