import { cloudRegionTable } from '../cloud-region.table';

/** Every Google Cloud region. The columns, their units and source keys are those of {@link cloudRegionTable}. */
export const GCP_REGIONS = cloudRegionTable(
  'gcp',
  `
  region                  | city                       | country | latitude | longitude | zone         | place from   | PUE           | price per hour                      | GPU price per hour | note
  africa-south1           | Johannesburg               | ZA      | -26.204  | 28.047    | ZA           | emapsContrib | -             | 0.1753 e2-standard-4 coroot         | -                  |
  asia-east1              | Changhua County            | TW      | 24.14    | 120.427   | TW           | emapsContrib | 1.12 2024 rtc | 0.15518 e2-standard-4 coroot        | -                  |
  asia-east2              | Hong Kong                  | HK      | 22.319   | 114.169   | HK           | emapsContrib | -             | 0.18752 e2-standard-4 coroot        | -                  |
  asia-northeast1         | Tokyo (Inzai)              | JP      | 35.642   | 140.114   | JP-TK        | emapsContrib | -             | 0.17193 e2-standard-4 coroot        | -                  |
  asia-northeast2         | Osaka                      | JP      | 34.694   | 135.502   | JP-KN        | emapsContrib | -             | 0.17193 e2-standard-4 coroot        | -                  |
  asia-northeast3         | Seoul                      | KR      | 37.566   | 126.978   | KR           | emapsContrib | -             | 0.17193 e2-standard-4 coroot        | -                  |
  asia-south1             | Mumbai                     | IN      | 19.076   | 72.878    | IN-WE        | emapsContrib | -             | 0.16097 e2-standard-4 coroot        | -                  |
  asia-south2             | Delhi                      | IN      | 28.614   | 77.209    | IN-NO        | emapsContrib | -             | 0.16097 e2-standard-4 coroot        | -                  |
  asia-southeast1         | Singapore (Jurong West)    | SG      | 1.351    | 103.71    | SG           | emapsContrib | 1.16 2024 rtc | 0.16533 e2-standard-4 coroot        | -                  |
  asia-southeast2         | Jakarta                    | ID      | -6.209   | 106.846   | ID           | emapsContrib | -             | 0.18021 e2-standard-4 coroot        | -                  |
  asia-southeast3         | Bangkok                    | TH      | 13.756   | 100.502   | TH           | emapsContrib | -             | -                                   | -                  |
  australia-southeast1    | Sydney                     | AU      | -33.869  | 151.209   | AU-NSW       | emapsContrib | -             | 0.19016 e2-standard-4 coroot        | -                  |
  australia-southeast2    | Melbourne                  | AU      | -37.814  | 144.963   | AU-VIC       | emapsContrib | -             | 0.16163 e2-standard-4 coroot        | -                  |
  europe-central2         | Warsaw                     | PL      | 52.23    | 21.012    | PL           | emapsContrib | -             | 0.17267 e2-standard-4 coroot        | -                  |
  europe-north1           | Hamina                     | FI      | 60.54    | 27.125    | FI           | emapsContrib | 1.09 2024 rtc | 0.14756 e2-standard-4 coroot        | -                  |
  europe-north2           | Stockholm                  | SE      | 59.329   | 18.069    | SE-SE3       | emapsContrib | -             | -                                   | -                  |
  europe-southwest1       | Madrid                     | ES      | 40.417   | -3.704    | ES           | emapsContrib | -             | 0.15815 e2-standard-4 coroot        | -                  |
  europe-west1            | St. Ghislain               | BE      | 50.466   | 3.858     | BE           | emapsContrib | 1.09 2024 rtc | 0.14743 e2-standard-4 coroot        | -                  |
  europe-west10           | Berlin                     | DE      | 52.52    | 13.405    | DE           | emapsContrib | -             | 0.2064 e2-standard-4 coroot         | -                  |
  europe-west12           | Turin                      | IT      | 45.07    | 7.687     | IT-NO        | emapsContrib | -             | 0.17289 e2-standard-4 coroot        | -                  |
  europe-west2            | London                     | GB      | 51.507   | -0.128    | GB           | emapsContrib | -             | 0.17267 e2-standard-4 coroot        | -                  |
  europe-west3            | Frankfurt (Hanau)          | DE      | 50.124   | 8.971     | DE           | emapsContrib | -             | 0.17267 e2-standard-4 coroot        | -                  |
  europe-west4            | Middenmeer/Eemshaven       | NL      | 52.795   | 5.042     | NL           | emapsContrib | 1.07 2024 rtc | 0.14754 e2-standard-4 coroot        | -                  |
  europe-west6            | Zurich                     | CH      | 47.377   | 8.542     | CH           | emapsContrib | -             | 0.18752 e2-standard-4 coroot        | -                  |
  europe-west8            | Milan                      | IT      | 45.464   | 9.19      | IT-NO        | emapsContrib | -             | 0.15546 e2-standard-4 coroot        | -                  |
  europe-west9            | Paris                      | FR      | 48.857   | 2.352     | FR           | emapsContrib | -             | 0.15546 e2-standard-4 coroot        | -                  |
  me-central1             | Doha                       | QA      | 25.285   | 51.531    | QA           | emapsContrib | -             | 0.16284 e2-standard-4 coroot        | -                  |
  me-central2             | Dammam                     | SA      | 26.421   | 50.103    | SA           | emapsContrib | -             | 0.21444 e2-standard-4 coroot        | -                  |
  me-west1                | Tel Aviv                   | IL      | 32.085   | 34.782    | IL           | emapsContrib | -             | 0.14743 e2-standard-4 coroot        | -                  |
  northamerica-northeast1 | Montréal                   | CA      | 45.502   | -73.567   | CA-QC        | emapsContrib | -             | 0.14754 e2-standard-4 coroot        | -                  |
  northamerica-northeast2 | Toronto                    | CA      | 43.653   | -79.383   | CA-ON        | emapsContrib | -             | 0.14754 e2-standard-4 coroot        | -                  |
  northamerica-south1     | Querétaro                  | MX      | 20.589   | -100.39   | MX           | emapsContrib | -             | 0.14608 e2-standard-4 gcloudPricing | -                  |
  southamerica-east1      | Osasco, São Paulo          | BR      | -23.532  | -46.792   | BR-CS        | emapsContrib | -             | 0.21274 e2-standard-4 coroot        | -                  |
  southamerica-west1      | Santiago (Quilicura)       | CL      | -33.358  | -70.697   | CL-SEN       | emapsContrib | 1.12 2024 rtc | 0.19165 e2-standard-4 coroot        | -                  |
  us-central1             | Council Bluffs, Iowa       | US      | 41.176   | -95.803   | US-CENT-SWPP | emapsContrib | 1.1 2024 rtc  | 0.13402 e2-standard-4 coroot        | -                  | zone disputed: US-MIDW-MISO in rtc
  us-east1                | Moncks Corner              | US      | 33.105   | -80.088   | US-CAR-SCEG  | emapsContrib | 1.1 2024 rtc  | 0.13402 e2-standard-4 coroot        | -                  | zone disputed: US-CAR-SC in rtc
  us-east4                | Ashburn, Northern Virginia | US      | 39.044   | -77.487   | US-MIDA-PJM  | emapsContrib | 1.09 2024 rtc | 0.15094 e2-standard-4 coroot        | -                  |
  us-east5                | Columbus                   | US      | 39.961   | -82.999   | US-MIDA-PJM  | emapsContrib | 1.09 2023 rtc | 0.13402 e2-standard-4 coroot        | -                  |
  us-south1               | Dallas                     | US      | 32.777   | -96.797   | US-TEX-ERCO  | emapsContrib | 1.12 2024 rtc | 0.15815 e2-standard-4 coroot        | -                  |
  us-west1                | The Dalles                 | US      | 45.632   | -121.201  | US-NW-PACW   | emapsContrib | 1.07 2024 rtc | 0.13402 e2-standard-4 coroot        | -                  | zone disputed: US-NW-BPAT in rtc
  us-west2                | Los Angeles                | US      | 34.052   | -118.244  | US-CAL-CISO  | emapsContrib | -             | 0.16098 e2-standard-4 coroot        | -                  |
  us-west3                | Salt Lake City             | US      | 40.761   | -111.891  | US-NW-PACE   | emapsContrib | -             | 0.16098 e2-standard-4 coroot        | -                  |
  us-west4                | Las Vegas                  | US      | 36.17    | -115.14   | US-NW-NEVP   | emapsContrib | 1.08 2024 rtc | 0.15094 e2-standard-4 coroot        | -                  |
`,
);
