import { z } from 'zod';
import { numbersByName } from './numbers-by-name';
import { unknownSettings } from './settings-names';

const flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
/** For so long runs of DEKES are settled anew where observations are corrected. */
export const RUNS_REVISED_FOR_DAYS = 8;
/** Until then what was told of them must be known, or it would be told again. */
const LEAST_HISTORY_DAYS = RUNS_REVISED_FOR_DAYS + 1;
const HISTORY_TOO_SHORT = `must be at least ${LEAST_HISTORY_DAYS}: runs of DEKES are settled anew for ${RUNS_REVISED_FOR_DAYS} days, and what is forgotten by then would be told twice`;
/** Standard Webhooks ask for keys of 24 bytes at least. */
const SHORTEST_SECRET = 24;
const HOST_NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
/** Where the registries that credits can come from show certificates. */
const REGISTRY_HOSTS = [
  ...['goldstandard.org', 'verra.org', 'puro.earth', 'acrcarbon.org', 'climateactionreserve.org'],
  ...['isometric.com', 'apx.com', 'spglobal.com'],
];
const optionalText = z.string().trim().min(1).optional();
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)), {
    message: `a URL that starts with ${protocols.map((p) => `${p}://`).join(' or ')}`,
  });

/** Names of hosts, separated by commas. */
const namesList = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .refine((names) => names.every((name) => HOST_NAME.test(name)), 'names of hosts, separated by commas');

/** Every setting of the suite: name, form and default. `.env.example` explains them to people. */
export const settingsSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  ECOBE_PROBE_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  REDIS_URL: url('redis', 'rediss').optional(),
  ELECTRICITY_MAPS_API_KEY: optionalText,
  ELECTRICITY_MAPS_BASE_URL: url('http', 'https').default('https://api.electricitymaps.com'),
  EIA_API_KEY: optionalText,
  EIA_BASE_URL: url('http', 'https').default('https://api.eia.gov'),
  NESO_BASE_URL: url('http', 'https').default('https://api.carbonintensity.org.uk'),
  ENERGY_CHARTS_BASE_URL: url('http', 'https').default('https://api.energy-charts.info'),
  ENERGI_DATA_SERVICE_BASE_URL: url('http', 'https').default('https://api.energidataservice.dk'),
  OPEN_METEO_BASE_URL: url('http', 'https').default('https://api.open-meteo.com'),
  OPEN_METEO_PREVIOUS_RUNS_BASE_URL: url('http', 'https').default('https://previous-runs-api.open-meteo.com'),
  DEFAULT_MAX_CARBON_G_PER_KWH: z.coerce.number().positive().max(2000).default(400),
  ECOBE_HOME: z.string().min(1).default('.ecobe'),
  ECOBE_CLOCK: z.iso.datetime({ offset: true }).optional(),
  ECOBE_CLOCK_SPEED: z.coerce.number().positive().max(100_000).default(1),
  /** Real epoch ms at which ECOBE_CLOCK was true; set by the launcher so that processes and restarts share one clock. */
  ECOBE_CLOCK_STARTED_AT_MS: z.coerce.number().int().positive().optional(),
  ECOBE_OFFLINE: flag.default(false),
  ECOBE_SIMULATION: z.enum(['auto', 'off', 'only']).optional(),
  ECOBE_TRAINING: z.enum(['auto', 'off', 'all']).default('auto'),
  ECOBE_POLL_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  ECOBE_CAPACITY_KW: z.coerce.number().positive().optional(),
  ECOBE_CAPACITY_KW_BY_REGION: numbersByName.optional(),
  ECOBE_MIN_GAIN_PERCENT: z.coerce.number().min(0).max(100).default(0),
  /** How long replaced plans, messages that are through and advice that nobody followed are kept. */
  ECOBE_HISTORY_DAYS: z.coerce.number().min(LEAST_HISTORY_DAYS, HISTORY_TOO_SHORT).max(3_650).default(30),
  /** How long after its last start work is still handed over, late, rather than given up. */
  ECOBE_LATE_START_MINUTES: z.coerce.number().min(0).max(1_440).default(15),
  ECOBE_WEBHOOK_SECRET: z.string().min(SHORTEST_SECRET).optional(),
  ECOBE_WEBHOOK_ALLOW_PRIVATE: flag.default(false),
  /** Whether purchases and retirements need an Idempotency-Key. */
  ECOBE_REQUIRE_IDEMPOTENCY_KEY: flag.default(false),
  ECOBE_CERTIFICATE_HOSTS: namesList.default(REGISTRY_HOSTS),
  DEKES_API_URL: url('http', 'https').optional(),
  DEKES_API_KEY: optionalText,
  DEKES_WEBHOOK_SECRET: optionalText,
  DEKES_ORGANIZATION_ID: optionalText,
  DEKES_VCPUS: z.coerce.number().positive().max(10_000).default(2),
  DEKES_WATTS_PER_VCPU: z.coerce.number().positive().max(1_000).default(2.12),
  DEKES_JOULES_PER_RESULT: z.coerce.number().min(0).max(1_000_000).default(9.76),
});

type ParsedSettings = z.infer<typeof settingsSchema>;

/** The validated settings of the suite, frozen at boot. */
export interface Settings extends Readonly<Omit<ParsedSettings, 'ECOBE_SIMULATION'>> {
  readonly ECOBE_SIMULATION: 'auto' | 'off' | 'only';
  /** Whether a live provider may be asked: not when told so, and not at a time that is not now. */
  readonly asksLiveProviders: boolean;
}

/** Boot stops on this; the message names every bad setting and what is wrong with it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/** @throws SettingsError that lists every bad setting of `env`, and every name like ours that is none. */
export function loadSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = withoutEmpty(env);
  const parsed = settingsSchema.safeParse(given);
  const faults = [
    ...unknownSettings(Object.keys(given), Object.keys(settingsSchema.shape)),
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  ];
  if (!parsed.success || faults.length > 0) {
    throw new SettingsError(
      `Bad settings (see .env.example):\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  }
  const settings = parsed.data;
  return Object.freeze({
    ...settings,
    ECOBE_SIMULATION: settings.ECOBE_SIMULATION ?? (settings.NODE_ENV === 'production' ? 'off' : 'auto'),
    asksLiveProviders: !settings.ECOBE_OFFLINE && settings.ECOBE_CLOCK === undefined,
  });
}
