import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keptWebhookSecret } from './webhook-secret.mjs';

describe('keptWebhookSecret', () => {
  it('is made once, kept, and nobody else may read it', () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'ecobe-secret-'));
    const secret = keptWebhookSecret(home);
    expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    expect(keptWebhookSecret(home)).toBe(secret);
    expect(statSync(path.join(home, 'webhook.secret')).mode & 0o077).toBe(0);
    rmSync(home, { recursive: true });
  });
});
