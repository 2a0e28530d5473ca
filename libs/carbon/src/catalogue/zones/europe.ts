import { zoneTable } from '../zone.table';

/** Grid zones of Europe. The columns and their units are those of {@link zoneTable}. */
export const EUROPE_ZONES = zoneTable(`
  zone   | name                 | country | timezone           | latitude | longitude | mix year | mix from     | generation mix, whole percent
  AT     | Austria              | AT      | Europe/Vienna      | 47.68    | 14.59     | 2024     | emapsContrib | hydro 47 wind 14 solar 9 gas 9 hydroStorage 7 biomass 5 coal 5 nuclear 4
  BE     | Belgium              | BE      | Europe/Brussels    | 50.67    | 4.64      | 2024     | emapsContrib | nuclear 43 wind 18 gas 15 solar 10 unknown 6 biomass 4 hydro 2 coal 1 hydroStorage 1
  BG     | Bulgaria             | BG      | Europe/Sofia       | 42.72    | 25.33     | 2024     | emapsContrib | nuclear 37 coal 24 solar 12 gas 11 hydro 10 wind 5 biomass 1
  CH     | Switzerland          | CH      | Europe/Zurich      | 46.81    | 8.04      | 2024     | emapsContrib | nuclear 37 hydro 26 hydroStorage 10 solar 8 biomass 7 unknown 5 wind 4 gas 2 coal 1
  CZ     | Czechia              | CZ      | Europe/Prague      | 49.74    | 15.46     | 2024     | emapsContrib | coal 39 nuclear 36 solar 7 wind 5 hydro 4 gas 4 biomass 3 hydroStorage 2
  DE     | Germany              | DE      | Europe/Berlin      | 51.06    | 10.41     | 2024     | emapsContrib | wind 29 coal 21 solar 13 gas 12 biomass 9 hydro 7 nuclear 4 hydroStorage 3 oil 1 unknown 1
  DK-DK1 | West Denmark         | DK      | Europe/Copenhagen  | 56.05    | 9.33      | 2024     | emapsContrib | wind 44 hydro 21 solar 10 biomass 7 coal 7 gas 6 nuclear 4 unknown 1
  DK-DK2 | East Denmark         | DK      | Europe/Copenhagen  | 55.59    | 12.69     | 2024     | emapsContrib | wind 39 biomass 14 hydro 13 nuclear 11 solar 9 coal 7 gas 4 unknown 2 oil 1
  EE     | Estonia              | EE      | Europe/Tallinn     | 58.61    | 25.57     | 2024     | emapsContrib | wind 22 coal 19 nuclear 15 hydro 13 solar 10 biomass 9 gas 8 unknown 4
  ES     | Spain                | ES      | Europe/Madrid      | 39.92    | -2.93     | 2024     | emapsContrib | nuclear 23 wind 23 solar 17 gas 17 hydro 13 hydroStorage 3 biomass 2 coal 1 unknown 1
  FI     | Finland              | FI      | Europe/Helsinki    | 64.96    | 26.32     | 2024     | emapsContrib | nuclear 38 wind 24 hydro 22 biomass 8 coal 3 solar 2 unknown 2 gas 1
  FR     | France               | FR      | Europe/Paris       | 46.69    | 1.73      | 2024     | emapsContrib | nuclear 68 hydro 12 wind 9 solar 5 gas 4 biomass 1 hydroStorage 1
  GB     | Great Britain        | GB      | Europe/London      | 54.19    | -1.95     | 2024     | emapsContrib | wind 32 gas 25 nuclear 18 solar 11 biomass 7 hydro 5 coal 1 unknown 1
  GR     | Greece               | GR      | Europe/Athens      | 39.24    | 22.38     | 2024     | emapsContrib | gas 40 solar 21 wind 20 coal 9 hydro 6 nuclear 2 hydroStorage 2
  HU     | Hungary              | HU      | Europe/Budapest    | 47.14    | 19.43     | 2024     | emapsContrib | nuclear 42 gas 15 solar 11 coal 11 hydro 10 wind 4 biomass 3 unknown 2 hydroStorage 2
  IE     | Ireland              | IE      | Europe/Dublin      | 52.94    | -7.97     | 2024     | emapsContrib | gas 44 wind 39 coal 8 hydro 3 biomass 3 oil 2 nuclear 1
  IS     | Iceland              | IS      | Atlantic/Reykjavik | 64.83    | -17.83    | 2024     | emapsContrib | hydro 70 geothermal 30
  IT-NO  | North Italy          | IT      | Europe/Rome        | 45.52    | 10.2      | 2024     | emapsContrib | gas 31 hydro 30 nuclear 13 solar 8 unknown 8 hydroStorage 4 biomass 3 wind 2 coal 1
  LT     | Lithuania            | LT      | Europe/Vilnius     | 55.17    | 23.78     | 2024     | emapsContrib | wind 33 hydro 15 solar 11 gas 11 nuclear 10 biomass 7 coal 6 unknown 4 hydroStorage 3
  LU     | Luxembourg           | LU      | Europe/Brussels    | 49.81    | 6.11      | 2024     | emapsContrib | wind 29 solar 14 biomass 13 coal 13 nuclear 11 gas 11 hydro 6 hydroStorage 2 unknown 1
  LV     | Latvia               | LV      | Europe/Riga        | 56.79    | 24.74     | 2024     | emapsContrib | hydro 38 gas 21 wind 14 nuclear 6 biomass 6 unknown 6 solar 5 coal 4
  NL     | Netherlands          | NL      | Europe/Amsterdam   | 52.32    | 5.94      | 2024     | emapsContrib | gas 34 wind 27 solar 19 coal 6 biomass 5 nuclear 4 hydro 3 unknown 2
  NO-NO1 | Eastern Norway       | NO      | Europe/Oslo        | 61.02    | 10.44     | 2024     | emapsContrib | hydro 84 wind 8 nuclear 5 biomass 1 unknown 1 hydroStorage 1
  NO-NO2 | Southern Norway      | NO      | Europe/Oslo        | 59.12    | 7.83      | 2024     | emapsContrib | hydro 82 wind 12 hydroStorage 2 nuclear 1 solar 1 biomass 1 gas 1
  NO-NO3 | Central Norway       | NO      | Europe/Oslo        | 62.26    | 8.68      | 2024     | emapsContrib | hydro 74 wind 24 gas 1 unknown 1
  NO-NO4 | Northern Norway      | NO      | Europe/Oslo        | 68.87    | 19.2      | 2024     | emapsContrib | hydro 76 wind 17 gas 6 unknown 1
  NO-NO5 | Western Norway       | NO      | Europe/Oslo        | 60.81    | 7.6       | 2024     | emapsContrib | hydro 95 hydroStorage 3 wind 2
  PL     | Poland               | PL      | Europe/Warsaw      | 52.07    | 19.17     | 2024     | emapsContrib | coal 53 wind 16 solar 11 gas 11 hydro 2 biomass 2 unknown 2 nuclear 1 oil 1 hydroStorage 1
  PT     | Portugal             | PT      | Europe/Lisbon      | 39.48    | -7.95     | 2024     | emapsContrib | wind 29 hydro 23 solar 14 gas 12 hydroStorage 10 biomass 6 nuclear 5 unknown 1
  RO     | Romania              | RO      | Europe/Bucharest   | 45.94    | 24.81     | 2024     | emapsContrib | hydro 26 nuclear 23 gas 19 coal 15 wind 11 solar 5 biomass 1
  SE-SE1 | North Sweden         | SE      | Europe/Stockholm   | 66.49    | 19.79     | 2024     | emapsContrib | hydro 67 wind 31 nuclear 1 unknown 1
  SE-SE2 | North Central Sweden | SE      | Europe/Stockholm   | 63.63    | 16.19     | 2024     | emapsContrib | hydro 67 wind 31 unknown 2
  SE-SE3 | South Central Sweden | SE      | Europe/Stockholm   | 59.44    | 15.21     | 2024     | emapsContrib | nuclear 40 hydro 35 wind 20 unknown 4 solar 1
  SE-SE4 | South Sweden         | SE      | Europe/Stockholm   | 56.5     | 14.57     | 2024     | emapsContrib | wind 31 hydro 29 nuclear 28 unknown 6 solar 4 biomass 1 coal 1
  SI     | Slovenia             | SI      | Europe/Ljubljana   | 46.03    | 14.65     | 2024     | emapsContrib | hydro 35 nuclear 27 coal 17 gas 6 wind 5 solar 5 hydroStorage 3 biomass 2
  SK     | Slovakia             | SK      | Europe/Bratislava  | 48.6     | 19.62     | 2024     | emapsContrib | nuclear 51 coal 13 hydro 12 gas 8 solar 4 wind 3 biomass 3 unknown 3 hydroStorage 2 oil 1
`);
