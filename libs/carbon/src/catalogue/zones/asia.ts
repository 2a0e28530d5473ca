import { zoneTable } from '../zone.table';

/** Grid zones of Asia. The columns and their units are those of {@link zoneTable}. */
export const ASIA_ZONES = zoneTable(`
  zone  | name                 | country | timezone          | latitude | longitude | mix year | mix from       | generation mix, whole percent
  AE    | United Arab Emirates | AE      | Asia/Dubai        | 23.86    | 54.35     | 2024     | emapsContrib   | gas 68 nuclear 25 solar 7
  BH    | Bahrain              | BH      | Asia/Bahrain      | 25.99    | 50.54     | 2022     | owidCodecarbon | gas 100
  CN    | China                | CN      | Asia/Shanghai     | 35.93    | 104.17    | 2023     | owidCodecarbon | coal 61 hydro 13 wind 9 solar 6 nuclear 5 gas 3 biomass 2 oil 1
  HK    | Hong Kong            | HK      | Asia/Hong_Kong    | 22.37    | 114.11    | 2024     | emapsContrib   | gas 48 nuclear 28 coal 24
  ID    | Indonesia            | ID      | Asia/Jakarta      | -2.84    | 119.24    | 2024     | emapsContrib   | coal 66 gas 19 hydro 7 geothermal 6 oil 2
  IL    | Israel               | IL      | Asia/Jerusalem    | 30.92    | 34.85     | 2024     | emapsContrib   | gas 69 coal 23 solar 7 oil 1
  IN-NO | Northern India       | IN      | Asia/Kolkata      | 29.29    | 76.85     | 2024     | emapsContrib   | coal 68 hydro 17 solar 11 nuclear 2 gas 2
  IN-SO | Southern India       | IN      | Asia/Kolkata      | 13.92    | 79.15     | 2024     | emapsContrib   | coal 66 solar 12 hydro 8 wind 8 nuclear 6
  IN-WE | Western India        | IN      | Asia/Kolkata      | 21.21    | 76.35     | 2024     | emapsContrib   | coal 88 hydro 4 nuclear 3 gas 3 wind 1 solar 1
  JP-KN | Kansai               | JP      | Asia/Tokyo        | 34.97    | 135.64    | 2024     | emapsContrib   | nuclear 29 gas 26 coal 23 hydro 8 solar 7 oil 3 unknown 3 biomass 1
  JP-TK | Tōkyō                | JP      | Asia/Tokyo        | 36.11    | 139.49    | 2024     | emapsContrib   | gas 41 coal 37 solar 10 hydro 6 oil 4 wind 1 biomass 1
  KR    | South Korea          | KR      | Asia/Seoul        | 36.47    | 127.95    | 2024     | emapsContrib   | nuclear 33 gas 29 coal 28 unknown 6 solar 2 hydro 1 hydroStorage 1
  MY-WM | Peninsular Malaysia  | MY      | Asia/Kuala_Lumpur | 3.74     | 102.27    | 2024     | emapsContrib   | coal 56 gas 37 hydro 5 solar 2
  QA    | Qatar                | QA      | Asia/Qatar        | 25.14    | 51.18     | 2024     | emapsContrib   | gas 95 solar 5
  SA    | Saudi Arabia         | SA      | Asia/Riyadh       | 24.52    | 45.22     | 2022     | owidCodecarbon | gas 67 oil 33
  SG    | Singapore            | SG      | Asia/Singapore    | 1.35     | 103.8     | 2024     | emapsContrib   | gas 96 solar 2 unknown 2
  TH    | Thailand             | TH      | Asia/Bangkok      | 13.13    | 101.61    | 2023     | owidCodecarbon | gas 68 coal 16 biomass 7 hydro 3 solar 3 wind 2 oil 1
  TR    | Turkey               | TR      | Europe/Istanbul   | 39.05    | 35.37     | 2024     | emapsContrib   | coal 38 hydro 23 gas 20 wind 11 geothermal 3 biomass 3 solar 2
  TW    | Taiwan               | TW      | Asia/Taipei       | 23.78    | 120.95    | 2024     | emapsContrib   | gas 47 coal 31 solar 7 nuclear 5 wind 4 unknown 3 hydro 2 oil 1
`);
