import type { Settings } from '@ecobe/platform';
import { RedisKeys } from './redis-keys';

/** Injection token of {@link MessagingOptions}. */
export const MESSAGING_OPTIONS = Symbol('messaging options');

/** Where Redis is and how keys are named there. */
export interface MessagingOptions {
  url: string;
  keys: RedisKeys;
}

/** @throws Error that says what to set when there is no Redis. */
export function messagingOptions(settings: Settings, keyPrefix?: string): MessagingOptions {
  if (settings.REDIS_URL === undefined) {
    throw new Error('REDIS_URL is not set; `npm start` sets it when it brings its own Redis');
  }
  return { url: settings.REDIS_URL, keys: new RedisKeys(keyPrefix, settings.ECOBE_CLOCK) };
}
