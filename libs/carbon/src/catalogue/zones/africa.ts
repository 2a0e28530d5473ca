import { zoneTable } from '../zone.table';

/** Grid zones of Africa. The columns and their units are those of {@link zoneTable}. */
export const AFRICA_ZONES = zoneTable(`
  zone | name         | country | timezone            | latitude | longitude | mix year | mix from     | generation mix, whole percent
  ZA   | South Africa | ZA      | Africa/Johannesburg | -28.47   | 24.74     | 2024     | emapsContrib | coal 84 wind 5 nuclear 4 solar 3 hydroStorage 2 hydro 1 oil 1
`);
