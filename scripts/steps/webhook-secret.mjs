import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const KEY_BYTES = 32;

/** The secret that signs this home's webhooks: made at the first start, the same ever after, readable by its owner alone. */
export function keptWebhookSecret(home) {
  const file = path.join(home, 'webhook.secret');
  mkdirSync(home, { recursive: true });
  try {
    writeFileSync(file, `whsec_${randomBytes(KEY_BYTES).toString('base64')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
