import { parseArgs } from 'node:util';

/** In the order in which they stop: the gateway first, so that nobody asks what no longer answers. */
export const SERVICES = ['gateway', 'routing', 'forecasting', 'ingestion', 'credits', 'dekes'];
const USAGE = 'npm start -- [--services [--replicas routing=2,forecasting=3]]';

/**
 * What a start was asked for on its command line.
 * @returns {{asServices: boolean, replicas: Record<string, number>}}
 * @throws Error in one line for anything that a start does not know.
 */
export function argumentsFrom(args) {
  const { services, replicas } = valuesOf(args);
  if (replicas.length > 0 && !services) throw new Error(`--replicas is for services: ${USAGE}`);
  return { asServices: services, replicas: Object.fromEntries(replicas.flatMap(replicasFrom)) };
}

function valuesOf(args) {
  const options = {
    services: { type: 'boolean', default: false },
    replicas: { type: 'string', multiple: true, default: [] },
  };
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [told] = error.message.split(/[.\n]/);
    throw new Error(`${told}: ${USAGE}`, { cause: error });
  }
}

/** `routing=2,forecasting=3` -> `[['routing', 2], ['forecasting', 3]]`. */
function replicasFrom(text) {
  return text.split(',').map((pair) => {
    const [, service, count] = /^(\w+)=([1-9]\d?)$/.exec(pair) ?? [];
    if (!SERVICES.includes(service) || service === 'gateway') {
      throw new Error(
        `--replicas takes pairs such as routing=2 of ${SERVICES.slice(1).join(', ')}; not "${pair}"`,
      );
    }
    return [service, Number(count)];
  });
}
