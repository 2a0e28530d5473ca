import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { aptConfiguration, downloadArguments, launcherScript } from './redis-unpacker';

const run = promisify(execFile);

describe('fetching Redis without installing it', () => {
  it('downloads and never installs, with what is lacking, installed packages included', () => {
    const args = downloadArguments('/a b/apt.conf', ['redis-server', 'redis-tools']);
    expect(args).toContain('--download-only');
    expect(args).toContain('--reinstall');
    expect(args[args.indexOf('-c') + 1]).toBe('/a b/apt.conf');
    expect(args.slice(-3)).toEqual(['install', 'redis-server', 'redis-tools']);
  });

  it('keeps lists, downloads and logs in its folder, and runs no hook', () => {
    const text = aptConfiguration('/home/é x');
    for (const name of ['State::Lists', 'Cache', 'Log']) {
      expect(text).toMatch(new RegExp(`^Dir::${name} "/home/é x/\\w+";$`, 'm'));
    }
    expect(text).toContain('#clear APT::Update::Post-Invoke;');
    expect(text).toContain('Debug::NoLocking "1";');
  });

  it('makes a program that finds its libraries wherever it is', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ecobe launcher ü-'));
    try {
      const first = path.join(folder, 'first');
      await mkdir(path.join(first, 'usr/bin'), { recursive: true });
      await writeFile(path.join(first, 'usr/bin/server'), '#!/bin/sh\necho "$LD_LIBRARY_PATH|$1|$2"\n');
      await writeFile(path.join(first, 'run'), launcherScript(['usr/lib', 'lib'], 'usr/bin/server'));
      await chmod(path.join(first, 'usr/bin/server'), 0o755);
      await chmod(path.join(first, 'run'), 0o755);
      const second = path.join(folder, 'second');
      await rename(first, second);
      const { stdout } = await run(path.join(second, 'run'), ['a b', 'c'], {
        env: { PATH: process.env.PATH },
      });
      expect(stdout.trim()).toBe(`${second}/usr/lib:${second}/lib|a b|c`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
