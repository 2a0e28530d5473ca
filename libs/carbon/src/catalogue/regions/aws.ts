import { cloudRegionTable } from '../cloud-region.table';

/** Every AWS region. The columns, their units and source keys are those of {@link cloudRegionTable}. */
export const AWS_REGIONS = cloudRegionTable(
  'aws',
  `
  region         | city             | country | latitude | longitude | zone        | place from   | PUE           | price per hour                | GPU price per hour | note
  af-south-1     | Cape Town        | ZA      | -33.922  | 18.423    | ZA          | emapsContrib | 1.24 2024 rtc | 0.254 m6i.xlarge skypilot     | -                  |
  ap-east-1      | Hong Kong        | HK      | 22.319   | 114.169   | HK          | emapsContrib | -             | 0.264 m6i.xlarge skypilot     | -                  |
  ap-northeast-1 | Tokyo            | JP      | 35.676   | 139.65    | JP-TK       | emapsContrib | 1.27 2024 rtc | 0.248 m6i.xlarge skypilot     | -                  |
  ap-northeast-2 | Seoul            | KR      | 37.55    | 126.997   | KR          | emapsContrib | -             | 0.236 m6i.xlarge skypilot     | -                  |
  ap-northeast-3 | Osaka            | JP      | 34.694   | 135.502   | JP-KN       | emapsContrib | -             | 0.248 m6i.xlarge skypilot     | -                  |
  ap-south-1     | Mumbai           | IN      | 19.076   | 72.878    | IN-WE       | emapsContrib | 1.42 2024 rtc | 0.202 m6i.xlarge skypilot     | -                  |
  ap-south-2     | Hyderabad        | IN      | 17.366   | 78.476    | IN-SO       | emapsContrib | 1.46 2024 rtc | 0.2222 m6i.xlarge coroot      | -                  | price mixes tenancies, +-10 %
  ap-southeast-1 | Singapore        | SG      | 1.352    | 103.82    | SG          | emapsContrib | 1.32 2024 rtc | 0.24 m6i.xlarge skypilot      | -                  |
  ap-southeast-2 | Sydney           | AU      | -33.869  | 151.209   | AU-NSW      | emapsContrib | 1.16 2024 rtc | 0.24 m6i.xlarge skypilot      | -                  |
  ap-southeast-3 | Jakarta          | ID      | -6.194   | 106.823   | ID          | emapsContrib | 1.4 2024 rtc  | 0.24 m6i.xlarge skypilot      | -                  |
  ap-southeast-4 | Melbourne        | AU      | -37.814  | 144.963   | AU-VIC      | emapsContrib | 1.07 2024 rtc | 0.264 m5.xlarge coroot        | -                  | price mixes tenancies, +-10 %
  ap-southeast-5 | Malaysia         | MY      | 3.132    | 101.684   | MY-WM       | emapsContrib | -             | -                             | -                  |
  ap-southeast-6 | New Zealand      | NZ      | -36.849  | 174.763   | NZ          | emapsContrib | -             | -                             | -                  |
  ap-southeast-7 | Thailand         | TH      | 13.756   | 100.502   | TH          | emapsContrib | -             | -                             | -                  |
  ca-central-1   | Montréal         | CA      | 45.502   | -73.567   | CA-QC       | emapsContrib | 1.19 2024 rtc | 0.214 m6i.xlarge skypilot     | -                  |
  ca-west-1      | Calgary          | CA      | 51.045   | -114.072  | CA-AB       | emapsContrib | 1.17 2024 rtc | -                             | -                  |
  cn-north-1     | Beijing          | CN      | 39.904   | 116.407   | CN          | rtc          | -             | -                             | -                  | separate partition
  cn-northwest-1 | Ningxia          | CN      | 38.48    | 106.225   | CN          | rtc          | 1.25 2024 rtc | -                             | -                  | separate partition
  eu-central-1   | Frankfurt        | DE      | 50.111   | 8.682     | DE          | emapsContrib | 1.35 2024 rtc | 0.23 m6i.xlarge skypilot      | -                  |
  eu-central-2   | Zurich           | CH      | 47.377   | 8.542     | CH          | emapsContrib | -             | 0.2783 m6i.xlarge coroot      | -                  | price mixes tenancies, +-10 %
  eu-north-1     | Stockholm        | SE      | 59.333   | 18.066    | SE-SE3      | emapsContrib | 1.1 2024 rtc  | 0.204 m6i.xlarge skypilot     | -                  | zone disputed: SE in rtc
  eu-south-1     | Milan            | IT      | 45.468   | 9.182     | IT-NO       | emapsContrib | -             | 0.224 m6i.xlarge skypilot     | -                  |
  eu-south-2     | Zaragoza         | ES      | 41.774   | -0.825    | ES          | emapsContrib | 1.09 2024 rtc | 3.1752 m6id.12xlarge skypilot | -                  |
  eu-west-1      | Ireland          | IE      | 53.35    | -6.26     | IE          | emapsContrib | 1.11 2024 rtc | 0.214 m6i.xlarge skypilot     | -                  |
  eu-west-2      | London           | GB      | 51.507   | -0.128    | GB          | emapsContrib | -             | 0.222 m6i.xlarge skypilot     | -                  |
  eu-west-3      | Paris            | FR      | 48.858   | 2.351     | FR          | emapsContrib | -             | 0.224 m6i.xlarge skypilot     | -                  |
  il-central-1   | Tel Aviv         | IL      | 32.085   | 34.782    | IL          | emapsContrib | -             | 0.2247 m6i.xlarge coroot      | -                  | price mixes tenancies, +-10 %
  me-central-1   | UAE              | AE      | 25.205   | 55.271    | AE          | emapsContrib | 1.27 2024 rtc | 0.2354 m6i.xlarge skypilot    | -                  |
  me-south-1     | Bahrain          | BH      | 26.067   | 50.558    | BH          | emapsContrib | 1.33 2024 rtc | 0.264 m6i.xlarge skypilot     | -                  |
  mx-central-1   | Querétaro        | MX      | 20.589   | -100.39   | MX          | emapsContrib | -             | -                             | -                  |
  sa-east-1      | São Paulo        | BR      | -23.556  | -46.64    | BR-CS       | emapsContrib | 1.17 2024 rtc | 0.306 m6i.xlarge coroot       | -                  | price mixes tenancies, +-10 %
  us-east-1      | N. Virginia      | US      | 39.007   | -77.429   | US-MIDA-PJM | emapsContrib | 1.15 2024 rtc | 0.192 m6i.xlarge skypilot     | -                  |
  us-east-2      | Ohio             | US      | 40.102   | -83.141   | US-MIDA-PJM | emapsContrib | 1.13 2024 rtc | 0.192 m6i.xlarge skypilot     | -                  |
  us-gov-east-1  | GovCloud US-East | US      | 39.106   | -77.554   | US-MIDA-PJM | rtc          | -             | 0.2662 m6i.xlarge coroot      | -                  | separate partition; price mixes tenancies, +-10 %
  us-gov-west-1  | GovCloud US-West | US      | 45.537   | -122.65   | US-NW-BPAT  | rtc          | -             | 0.2662 m6i.xlarge coroot      | -                  | separate partition; price mixes tenancies, +-10 %
  us-west-1      | N. California    | US      | 37.354   | -121.955  | US-CAL-CISO | emapsContrib | 1.18 2024 rtc | 0.224 m6i.xlarge skypilot     | -                  |
  us-west-2      | Oregon           | US      | 45.84    | -119.701  | US-NW-PACW  | emapsContrib | 1.12 2024 rtc | 0.192 m6i.xlarge skypilot     | -                  | zone disputed: US-NW-BPAT in rtc
`,
);
