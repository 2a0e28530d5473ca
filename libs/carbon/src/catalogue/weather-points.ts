import type { Place } from './geography';
import { numberOf, readTable, requiredCell } from './table';
import type { Zone } from './zone';

/** A place whose weather stands for a part of a zone. */
export interface WeatherPoint extends Place {
  readonly place: string;
  /** Part of the zone that it stands for; those of a zone sum to 1. */
  readonly weight: number;
}

/** More would cost requests, and the mean over six places moves little with a seventh. */
export const MOST_WEATHER_POINTS = 6;

/**
 * Towns by which the weather of a large zone is told, spread over its area by this project's own choice: its coasts and
 * plains where there are wind parks, its sunny and its populous parts. All towns of a zone weigh the same, for where its
 * plants stand is not catalogued; a model learns the rest. Degrees north and east, to a hundredth.
 */
const TOWNS = readTable(`
  zone         | place           | latitude | longitude
  AT           | Vienna          | 48.21    | 16.37
  AT           | Linz            | 48.31    | 14.29
  AT           | Graz            | 47.07    | 15.44
  AT           | Innsbruck       | 47.27    | 11.40
  AU-NSW       | Sydney          | -33.87   | 151.21
  AU-NSW       | Wagga Wagga     | -35.12   | 147.37
  AU-NSW       | Dubbo           | -32.25   | 148.60
  AU-NSW       | Armidale        | -30.51   | 151.67
  AU-QLD       | Brisbane        | -27.47   | 153.03
  AU-QLD       | Rockhampton     | -23.38   | 150.51
  AU-QLD       | Townsville      | -19.26   | 146.82
  AU-QLD       | Roma            | -26.57   | 148.79
  AU-SA        | Adelaide        | -34.93   | 138.60
  AU-SA        | Port Augusta    | -32.49   | 137.77
  AU-SA        | Mount Gambier   | -37.83   | 140.78
  AU-VIC       | Melbourne       | -37.81   | 144.96
  AU-VIC       | Ballarat        | -37.56   | 143.85
  AU-VIC       | Mildura         | -34.21   | 142.14
  AU-VIC       | Traralgon       | -38.20   | 146.54
  BE           | Ostend          | 51.22    | 2.92
  BE           | Brussels        | 50.85    | 4.35
  BE           | Liège           | 50.63    | 5.57
  BR-CS        | São Paulo       | -23.55   | -46.63
  BR-CS        | Rio de Janeiro  | -22.91   | -43.17
  BR-CS        | Belo Horizonte  | -19.92   | -43.94
  BR-CS        | Brasília        | -15.79   | -47.88
  BR-CS        | Goiânia         | -16.69   | -49.26
  BR-CS        | Cuiabá          | -15.60   | -56.10
  CA-AB        | Calgary         | 51.05    | -114.07
  CA-AB        | Edmonton        | 53.55    | -113.49
  CA-AB        | Lethbridge      | 49.69    | -112.84
  CA-AB        | Fort McMurray   | 56.73    | -111.38
  CA-ON        | Toronto         | 43.65    | -79.38
  CA-ON        | Ottawa          | 45.42    | -75.70
  CA-ON        | Windsor         | 42.31    | -83.04
  CA-ON        | Sudbury         | 46.49    | -81.01
  CA-QC        | Montréal        | 45.50    | -73.57
  CA-QC        | Québec          | 46.81    | -71.21
  CA-QC        | Chibougamau     | 49.92    | -74.37
  CA-QC        | Sept-Îles       | 50.22    | -66.38
  CL-SEN       | Antofagasta     | -23.65   | -70.40
  CL-SEN       | La Serena       | -29.90   | -71.25
  CL-SEN       | Santiago        | -33.45   | -70.67
  CL-SEN       | Concepción      | -36.83   | -73.05
  CN           | Beijing         | 39.90    | 116.41
  CN           | Shanghai        | 31.23    | 121.47
  CN           | Guangzhou       | 23.13    | 113.26
  CN           | Chengdu         | 30.57    | 104.07
  CN           | Hohhot          | 40.84    | 111.75
  CN           | Lanzhou         | 36.06    | 103.83
  DE           | Husum           | 54.48    | 9.05
  DE           | Hanover         | 52.37    | 9.73
  DE           | Berlin          | 52.52    | 13.40
  DE           | Essen           | 51.46    | 7.01
  DE           | Stuttgart       | 48.78    | 9.18
  DE           | Regensburg      | 49.01    | 12.10
  DK-DK1       | Esbjerg         | 55.48    | 8.46
  DK-DK1       | Aarhus          | 56.16    | 10.20
  DK-DK1       | Aalborg         | 57.05    | 9.92
  ES           | A Coruña        | 43.36    | -8.41
  ES           | Zaragoza        | 41.65    | -0.89
  ES           | Valladolid      | 41.65    | -4.72
  ES           | Madrid          | 40.42    | -3.70
  ES           | Albacete        | 38.99    | -1.86
  ES           | Seville         | 37.39    | -5.98
  FI           | Helsinki        | 60.17    | 24.94
  FI           | Vaasa           | 63.10    | 21.62
  FI           | Oulu            | 65.01    | 25.47
  FI           | Kuopio          | 62.89    | 27.68
  FR           | Lille           | 50.63    | 3.07
  FR           | Rennes          | 48.11    | -1.68
  FR           | Paris           | 48.86    | 2.35
  FR           | Lyon            | 45.76    | 4.84
  FR           | Toulouse        | 43.60    | 1.44
  FR           | Marseille       | 43.30    | 5.37
  GB           | Inverness       | 57.48    | -4.22
  GB           | Glasgow         | 55.86    | -4.25
  GB           | Leeds           | 53.80    | -1.55
  GB           | Hull            | 53.74    | -0.33
  GB           | London          | 51.51    | -0.13
  GB           | Cardiff         | 51.48    | -3.18
  GR           | Athens          | 37.98    | 23.73
  GR           | Larissa         | 39.64    | 22.42
  GR           | Thessaloniki    | 40.64    | 22.94
  GR           | Heraklion       | 35.34    | 25.14
  ID           | Jakarta         | -6.21    | 106.85
  ID           | Surabaya        | -7.26    | 112.75
  ID           | Medan           | 3.60     | 98.67
  ID           | Makassar        | -5.15    | 119.43
  IE           | Dublin          | 53.35    | -6.26
  IE           | Cork            | 51.90    | -8.47
  IE           | Galway          | 53.27    | -9.06
  IN-NO        | Delhi           | 28.61    | 77.21
  IN-NO        | Jaipur          | 26.91    | 75.79
  IN-NO        | Jodhpur         | 26.24    | 73.02
  IN-NO        | Lucknow         | 26.85    | 80.95
  IN-NO        | Chandigarh      | 30.73    | 76.78
  IN-SO        | Chennai         | 13.08    | 80.27
  IN-SO        | Bengaluru       | 12.97    | 77.59
  IN-SO        | Hyderabad       | 17.39    | 78.49
  IN-SO        | Tirunelveli     | 8.71     | 77.76
  IN-WE        | Mumbai          | 19.08    | 72.88
  IN-WE        | Ahmedabad       | 23.02    | 72.57
  IN-WE        | Nagpur          | 21.15    | 79.09
  IN-WE        | Rajkot          | 22.30    | 70.80
  IN-WE        | Bhopal          | 23.26    | 77.41
  IT-NO        | Turin           | 45.07    | 7.69
  IT-NO        | Milan           | 45.46    | 9.19
  IT-NO        | Venice          | 45.44    | 12.32
  IT-NO        | Bologna         | 44.49    | 11.34
  KR           | Seoul           | 37.57    | 126.98
  KR           | Busan           | 35.18    | 129.08
  KR           | Gwangju         | 35.16    | 126.85
  MX           | Mexico City     | 19.43    | -99.13
  MX           | Monterrey       | 25.69    | -100.32
  MX           | Guadalajara     | 20.66    | -103.35
  MX           | Hermosillo      | 29.07    | -110.96
  MX           | Oaxaca          | 17.07    | -96.73
  MX           | Mérida          | 20.97    | -89.59
  MY-WM        | Kuala Lumpur    | 3.14     | 101.69
  MY-WM        | Johor Bahru     | 1.49     | 103.74
  MY-WM        | Kota Bharu      | 6.13     | 102.24
  NL           | Den Helder      | 52.96    | 4.76
  NL           | Rotterdam       | 51.92    | 4.48
  NL           | Groningen       | 53.22    | 6.57
  NL           | Eindhoven       | 51.44    | 5.47
  NO-NO1       | Oslo            | 59.91    | 10.75
  NO-NO1       | Lillehammer     | 61.12    | 10.47
  NO-NO2       | Kristiansand    | 58.15    | 8.00
  NO-NO2       | Stavanger       | 58.97    | 5.73
  NO-NO3       | Trondheim       | 63.43    | 10.40
  NO-NO3       | Ålesund         | 62.47    | 6.15
  NO-NO4       | Tromsø          | 69.65    | 18.96
  NO-NO4       | Bodø            | 67.28    | 14.40
  NZ           | Auckland        | -36.85   | 174.76
  NZ           | Wellington      | -41.29   | 174.78
  NZ           | Christchurch    | -43.53   | 172.64
  NZ           | Dunedin         | -45.87   | 170.50
  PE           | Lima            | -12.05   | -77.04
  PE           | Arequipa        | -16.41   | -71.54
  PE           | Piura           | -5.19    | -80.63
  PL           | Gdańsk          | 54.35    | 18.65
  PL           | Poznań          | 52.41    | 16.93
  PL           | Warsaw          | 52.23    | 21.01
  PL           | Kraków          | 50.06    | 19.94
  PT           | Porto           | 41.15    | -8.61
  PT           | Lisbon          | 38.72    | -9.14
  PT           | Évora           | 38.57    | -7.91
  RO           | Bucharest       | 44.43    | 26.10
  RO           | Cluj-Napoca     | 46.77    | 23.62
  RO           | Constanța       | 44.18    | 28.63
  RO           | Timișoara       | 45.76    | 21.23
  SA           | Riyadh          | 24.71    | 46.68
  SA           | Jeddah          | 21.49    | 39.19
  SA           | Dammam          | 26.43    | 50.10
  SE-SE1       | Luleå           | 65.58    | 22.15
  SE-SE1       | Kiruna          | 67.86    | 20.23
  SE-SE2       | Sundsvall       | 62.39    | 17.31
  SE-SE2       | Östersund       | 63.18    | 14.64
  SE-SE2       | Umeå            | 63.83    | 20.26
  SE-SE3       | Stockholm       | 59.33    | 18.07
  SE-SE3       | Gothenburg      | 57.71    | 11.97
  SE-SE3       | Karlstad        | 59.38    | 13.50
  SE-SE4       | Malmö           | 55.60    | 13.00
  SE-SE4       | Växjö           | 56.88    | 14.81
  SE-SE4       | Karlskrona      | 56.16    | 15.59
  TH           | Bangkok         | 13.76    | 100.50
  TH           | Chiang Mai      | 18.79    | 98.98
  TH           | Khon Kaen       | 16.44    | 102.84
  TH           | Hat Yai         | 7.01     | 100.48
  TR           | Istanbul        | 41.01    | 28.98
  TR           | Izmir           | 38.42    | 27.14
  TR           | Ankara          | 39.93    | 32.86
  TR           | Konya           | 37.87    | 32.48
  TR           | Diyarbakır      | 37.91    | 40.24
  US-CAL-CISO  | Los Angeles     | 34.05    | -118.24
  US-CAL-CISO  | San Francisco   | 37.77    | -122.42
  US-CAL-CISO  | Fresno          | 36.74    | -119.79
  US-CAL-CISO  | Mojave          | 35.05    | -118.17
  US-CAL-CISO  | Palm Springs    | 33.83    | -116.55
  US-CAL-CISO  | Sacramento      | 38.58    | -121.49
  US-CENT-SWPP | Oklahoma City   | 35.47    | -97.52
  US-CENT-SWPP | Wichita         | 37.69    | -97.34
  US-CENT-SWPP | Dodge City      | 37.75    | -100.02
  US-CENT-SWPP | Amarillo        | 35.20    | -101.83
  US-CENT-SWPP | Omaha           | 41.26    | -95.93
  US-CENT-SWPP | Bismarck        | 46.81    | -100.78
  US-MIDA-PJM  | Philadelphia    | 39.95    | -75.17
  US-MIDA-PJM  | Washington      | 38.91    | -77.04
  US-MIDA-PJM  | Richmond        | 37.54    | -77.44
  US-MIDA-PJM  | Pittsburgh      | 40.44    | -79.99
  US-MIDA-PJM  | Columbus        | 39.96    | -83.00
  US-MIDA-PJM  | Chicago         | 41.88    | -87.63
  US-MIDW-MISO | Minneapolis     | 44.98    | -93.27
  US-MIDW-MISO | Des Moines      | 41.59    | -93.62
  US-MIDW-MISO | Detroit         | 42.33    | -83.05
  US-MIDW-MISO | Indianapolis    | 39.77    | -86.16
  US-MIDW-MISO | St. Louis       | 38.63    | -90.20
  US-MIDW-MISO | New Orleans     | 29.95    | -90.07
  US-NE-ISNE   | Boston          | 42.36    | -71.06
  US-NE-ISNE   | Hartford        | 41.76    | -72.67
  US-NE-ISNE   | Portland        | 43.66    | -70.26
  US-NE-ISNE   | Burlington      | 44.48    | -73.21
  US-NW-BPAT   | Portland        | 45.52    | -122.68
  US-NW-BPAT   | Seattle         | 47.61    | -122.33
  US-NW-BPAT   | The Dalles      | 45.59    | -121.18
  US-NW-BPAT   | Spokane         | 47.66    | -117.43
  US-NW-NEVP   | Las Vegas       | 36.17    | -115.14
  US-NW-NEVP   | Reno            | 39.53    | -119.81
  US-NW-NEVP   | Elko            | 40.83    | -115.76
  US-NW-PACE   | Salt Lake City  | 40.76    | -111.89
  US-NW-PACE   | Casper          | 42.85    | -106.33
  US-NW-PACE   | Rock Springs    | 41.59    | -109.20
  US-NW-PACE   | Cedar City      | 37.68    | -113.06
  US-NW-PACW   | Medford         | 42.33    | -122.87
  US-NW-PACW   | Klamath Falls   | 42.22    | -121.78
  US-NW-PACW   | Yakima          | 46.60    | -120.51
  US-NY-NYIS   | New York        | 40.71    | -74.01
  US-NY-NYIS   | Albany          | 42.65    | -73.76
  US-NY-NYIS   | Buffalo         | 42.89    | -78.88
  US-NY-NYIS   | Watertown       | 43.97    | -75.91
  US-SE-SOCO   | Atlanta         | 33.75    | -84.39
  US-SE-SOCO   | Birmingham      | 33.52    | -86.80
  US-SE-SOCO   | Savannah        | 32.08    | -81.09
  US-SE-SOCO   | Mobile          | 30.69    | -88.04
  US-SW-AZPS   | Phoenix         | 33.45    | -112.07
  US-SW-AZPS   | Flagstaff       | 35.20    | -111.65
  US-SW-AZPS   | Yuma            | 32.69    | -114.63
  US-TEN-TVA   | Memphis         | 35.15    | -90.05
  US-TEN-TVA   | Nashville       | 36.16    | -86.78
  US-TEN-TVA   | Knoxville       | 35.96    | -83.92
  US-TEX-ERCO  | Houston         | 29.76    | -95.37
  US-TEX-ERCO  | Dallas          | 32.78    | -96.80
  US-TEX-ERCO  | San Antonio     | 29.42    | -98.49
  US-TEX-ERCO  | Abilene         | 32.45    | -99.73
  US-TEX-ERCO  | Midland         | 32.00    | -102.08
  US-TEX-ERCO  | Corpus Christi  | 27.80    | -97.40
  ZA           | Johannesburg    | -26.20   | 28.05
  ZA           | Cape Town       | -33.92   | 18.42
  ZA           | Durban          | -29.86   | 31.02
  ZA           | Upington        | -28.45   | 21.26
  ZA           | Gqeberha        | -33.96   | 25.60
`);

const placesByZone = new Map<string, (Place & { place: string })[]>();
for (const row of TOWNS) {
  const zone = requiredCell(row, 'zone');
  const place = {
    place: requiredCell(row, 'place'),
    latitude: numberOf(row.get('latitude')),
    longitude: numberOf(row.get('longitude')),
  };
  placesByZone.set(zone, [...(placesByZone.get(zone) ?? []), place]);
}

/** Ids of the zones whose weather is told by several towns. */
export const zonesOfManyPoints = (): readonly string[] => [...placesByZone.keys()];

/** Where the weather of a zone is asked for: its towns, for a small zone its centre. */
export function weatherPoints({ id, latitude, longitude }: Zone): readonly WeatherPoint[] {
  const places = placesByZone.get(id) ?? [{ place: 'centre', latitude, longitude }];
  return places.map((place) => ({ ...place, weight: 1 / places.length }));
}
