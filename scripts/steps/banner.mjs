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
export function announce(url, stores) {
  say(`
ECOBE is up after ${elapsed()}

  API docs   ${url}/docs
  Stores     ${stores.database.description}
             ${stores.redis.description}

  Ask for the greenest of three regions:

    curl -s ${url}/api/v1/route/green -H 'content-type: application/json' \\
      -d '${JSON.stringify(REQUEST)}'

  Ctrl-C stops everything.
`);
}
