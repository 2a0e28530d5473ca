import { elapsed, say } from './terminal.mjs';

const REQUEST = {
  preferredRegions: ['FR', 'DE', 'US-CAL-CISO'],
  maxCarbonGPerKwh: 400,
  latencyMsByRegion: { FR: 80, DE: 60, 'US-CAL-CISO': 140 },
  carbonWeight: 0.5,
  latencyWeight: 0.3,
  costWeight: 0.2,
};

/** The last lines of a start: where it is, on what it stands, and a request to paste. */
export async function announce(url, stores) {
  const zones = await zonesByQuality(url);
  say(`
ECOBE is up after ${elapsed()}

  API docs   ${url}/docs
  Stores     ${stores.database.description}
             ${stores.redis.description}
  Grid data  ${zonesLine(zones)}

  Ask for the greenest of three regions:

    curl -s ${url}/api/v1/route/green -H 'content-type: application/json' \\
      -d '${JSON.stringify(REQUEST)}'

  Ctrl-C stops everything.
`);
}

/** `3 zones measured, 81 simulated`, most real first. */
export function zonesLine(zones) {
  const known = ['measured', 'estimated', 'forecast', 'simulated'].filter((quality) => zones[quality] > 0);
  if (known.length === 0) return 'none yet';
  const [first, ...others] = known.map((quality) => `${zones[quality]} ${quality}`);
  return [first.replace(' ', ' zones '), ...others].join(', ');
}

/** How many zones have data of which quality, as the health tells it; none where it does not. */
async function zonesByQuality(url) {
  const health = await fetch(`${url}/health`).then(
    (answer) => answer.json(),
    () => undefined,
  );
  return health?.checks?.ingestion?.checks?.zones?.zones ?? {};
}
