import { zoneTable } from '../zone.table';

/** Grid zones of Americas. The columns and their units are those of {@link zoneTable}. */
export const AMERICAS_ZONES = zoneTable(`
  zone         | name                                  | country | timezone            | latitude | longitude | mix year | mix from       | generation mix, whole percent
  BR-CS        | Central Brazil                        | BR      | America/Sao_Paulo   | -16.16   | -56.74    | 2024     | emapsContrib   | hydro 70 unknown 11 solar 10 wind 5 nuclear 4
  CA-AB        | Alberta                               | CA      | America/Edmonton    | 54.51    | -114.97   | 2024     | emapsContrib   | gas 74 wind 14 solar 3 unknown 3 hydro 2 biomass 2 coal 2
  CA-ON        | Ontario                               | CA      | America/Toronto     | 49.55    | -85.15    | 2024     | emapsContrib   | nuclear 50 hydro 24 gas 16 wind 9 solar 1
  CA-QC        | Québec                                | CA      | America/Toronto     | 53.79    | -68.62    | 2024     | emapsContrib   | hydro 88 wind 6 biomass 3 nuclear 2 gas 1
  CL-SEN       | Chile, national grid                  | CL      | America/Santiago    | -30.81   | -70.74    | 2024     | emapsContrib   | unknown 33 hydro 32 solar 22 wind 13
  MX           | Mexico                                | MX      | America/Mexico_City | 23.86    | -101.84   | 2023     | owidCodecarbon | gas 58 coal 10 oil 9 hydro 6 wind 6 solar 6 nuclear 3 biomass 2
  PE           | Peru                                  | PE      | America/Lima        | -9.27    | -75.03    | 2024     | emapsContrib   | hydro 56 gas 35 wind 6 solar 2 biomass 1
  US-CAL-CISO  | California ISO                        | US      | America/Los_Angeles | 36.5     | -119.07   | 2024     | emapsContrib   | gas 34 solar 21 hydro 12 nuclear 11 wind 10 batteryStorage 4 geothermal 3 biomass 2 coal 2 unknown 1
  US-CAR-SCEG  | South Carolina Electric & Gas Company | US      | America/New_York    | 33.42    | -81.12    | 2024     | emapsContrib   | gas 51 nuclear 22 coal 17 solar 7 hydro 3
  US-CENT-SWPP | Southwest Power Pool                  | US      | America/Chicago     | 40.11    | -99.25    | 2024     | emapsContrib   | wind 37 gas 29 coal 25 nuclear 5 hydro 3 solar 1
  US-MIDA-PJM  | PJM Interconnection                   | US      | America/New_York    | 39.25    | -82.1     | 2024     | emapsContrib   | gas 44 nuclear 33 coal 15 wind 3 hydro 2 solar 2 unknown 1
  US-MIDW-MISO | Midcontinent ISO                      | US      | America/Chicago     | 39.14    | -90.25    | 2024     | emapsContrib   | gas 39 coal 25 nuclear 15 wind 15 hydro 3 solar 2 unknown 1
  US-NE-ISNE   | ISO New England                       | US      | America/New_York    | 44.26    | -70.39    | 2024     | emapsContrib   | gas 54 nuclear 24 hydro 12 wind 4 biomass 4 solar 1 unknown 1
  US-NW-BPAT   | Bonneville Power Administration       | US      | America/Los_Angeles | 48.64    | -115.55   | 2023     | emapsContrib   | hydro 63 wind 12 gas 9 nuclear 8 coal 4 solar 2 unknown 2
  US-NW-NEVP   | Nevada Power Company                  | US      | America/Los_Angeles | 38.79    | -115.86   | 2023     | emapsContrib   | gas 55 solar 15 coal 9 unknown 9 hydro 7 wind 3 nuclear 2
  US-NW-PACE   | Pacificorp East                       | US      | America/Denver      | 39.58    | -109.52   | 2023     | emapsContrib   | coal 47 gas 22 wind 17 solar 7 hydro 4 unknown 2 nuclear 1
  US-NW-PACW   | Pacificorp West                       | US      | America/Los_Angeles | 43.37    | -121.15   | 2023     | emapsContrib   | hydro 45 gas 22 wind 15 solar 6 coal 6 nuclear 3 unknown 3
  US-NY-NYIS   | New York ISO                          | US      | America/New_York    | 43.02    | -76.24    | 2023     | emapsContrib   | gas 48 nuclear 23 hydro 23 wind 4 unknown 2
  US-SE-SOCO   | Southern Company Services             | US      | America/New_York    | 32.56    | -85.48    | 2023     | emapsContrib   | gas 53 nuclear 23 coal 16 hydro 4 solar 3 unknown 1
  US-SW-AZPS   | Arizona Public Service Company        | US      | America/Phoenix     | 34.4     | -112.13   | 2023     | emapsContrib   | gas 43 nuclear 26 coal 19 wind 5 solar 5 hydro 1 unknown 1
  US-SW-EPE    | El Paso Electric Company              | US      | America/Denver      | 32.23    | -106.55   | 2023     | emapsContrib   | gas 67 wind 13 solar 9 coal 9 nuclear 1 hydro 1
  US-TEN-TVA   | Tennessee Valley Authority            | US      | America/Chicago     | 35.04    | -86.67    | 2023     | emapsContrib   | nuclear 41 gas 31 coal 16 hydro 9 wind 1 solar 1 unknown 1
  US-TEX-ERCO  | Electric Reliability Council of Texas | US      | America/Chicago     | 31.06    | -99.62    | 2023     | emapsContrib   | gas 45 wind 24 coal 14 nuclear 9 solar 7 unknown 1
`);
