import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Settings } from '../settings';
import { currentRequestId } from '../http/request-context';

/** The suite's log: one JSON object a line, each with the request id it was written for. */
export type Log = Logger;

const REDACTED = '[redacted]';
const SECRET_QUERY = /((?:api_key|apikey|token|securityToken)=)[^&"\\\s]+/gi;
const SECRET_FIELDS = ['authorization', 'auth-token', 'password', 'apiKey', 'token'];

const passwordOf = (url: string | undefined): string => (url === undefined ? '' : new URL(url).password);

/** Every value of the settings that must never be read in a log. */
function secretValues(settings: Settings): string[] {
  const keys = [
    ...[settings.ELECTRICITY_MAPS_API_KEY, settings.EIA_API_KEY, settings.ECOBE_WEBHOOK_SECRET],
    ...[settings.DEKES_API_KEY, settings.DEKES_WEBHOOK_SECRET],
  ];
  const passwords = [passwordOf(settings.DATABASE_URL), passwordOf(settings.REDIS_URL)];
  return [...keys, ...passwords].filter((value) => value !== undefined && value.length >= 6) as string[];
}

/**
 * Makes the log. Secrets are taken out of the written line itself, so that no call can leak one by the shape of what it
 * logs: fields named like one, `api_key=` in URLs, and every secret value of the settings wherever it appears.
 * @param destination where lines go; standard output unless told
 */
export function createLog(settings: Settings, destination?: DestinationStream): Log {
  const secrets = secretValues(settings);
  const scrub = (line: string) =>
    secrets.reduce(
      (text, secret) => text.replaceAll(secret, REDACTED),
      line.replace(SECRET_QUERY, `$1${REDACTED}`),
    );
  const options = {
    level: settings.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: REDACTED,
    },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    hooks: { streamWrite: scrub },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * The same log for lines that are written all the time and whose fields are known: their fields are not searched for names
 * of secrets. The written line is, as ever, rid of secret values and of `api_key=`.
 */
export const flatLog = (log: Log): Log => log.child({}, { redact: [] });
