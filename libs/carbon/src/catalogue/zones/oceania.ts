import { zoneTable } from '../zone.table';

/** Grid zones of Oceania. The columns and their units are those of {@link zoneTable}. */
export const OCEANIA_ZONES = zoneTable(`
  zone   | name            | country | timezone            | latitude | longitude | mix year | mix from     | generation mix, whole percent
  AU-NSW | New South Wales | AU      | Australia/Sydney    | -32.79   | 147.3     | 2024     | emapsContrib | coal 63 solar 21 wind 10 hydro 4 gas 2
  AU-QLD | Queensland      | AU      | Australia/Brisbane  | -20.08   | 145.72    | 2024     | emapsContrib | coal 65 solar 21 gas 7 wind 5 hydro 2
  AU-SA  | South Australia | AU      | Australia/Adelaide  | -31.87   | 135       | 2024     | emapsContrib | wind 42 solar 27 gas 23 coal 6 hydro 1 batteryStorage 1
  AU-VIC | Victoria        | AU      | Australia/Melbourne | -36.46   | 145.11    | 2024     | emapsContrib | coal 57 wind 19 solar 15 hydro 6 gas 3
  NZ     | New Zealand     | NZ      | Pacific/Auckland    | -41.13   | 172.57    | 2024     | emapsContrib | hydro 55 geothermal 21 wind 10 gas 8 coal 4 unknown 2
`);
