import { DekesStandin } from './dekes-standin';

const DEFAULT_PORT = 4000;
const { PORT, DEKES_API_KEY, DEKES_WEBHOOK_SECRET, ECOBE_WEBHOOK_SECRET, ECOBE_URL } = process.env;

const standin = new DekesStandin({
  port: Number(PORT ?? DEFAULT_PORT),
  apiKey: DEKES_API_KEY ?? 'dekes-demo-key',
  webhookSecret: DEKES_WEBHOOK_SECRET ?? 'dekes-demo-secret',
  callbackSecret: ECOBE_WEBHOOK_SECRET ?? 'a-demo-secret-of-24-characters',
});

if (ECOBE_URL !== undefined) standin.completeAt(ECOBE_URL);
void standin.start().then((url) => {
  process.stdout.write(
    [
      `DEKES stand-in on ${url}`,
      `  DEKES_API_URL=${url}  callbackUrl ${url}/hooks/queries`,
      `  what it was told: curl -s ${url}/standin/seen`,
      `  make it fail:     curl -s ${url}/standin/fail -d '{"mode":"status","status":500}'   (or delay, garbage, down; {} ends it)`,
      '',
    ].join('\n'),
  );
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standin.stop());
