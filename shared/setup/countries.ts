import type { Weekday } from '../time/hours.ts';

/** What a practice in a country most likely wants; all of it can be changed while it is set up. */
export interface Country {
  /** ISO 3166. */
  readonly code: string;
  readonly currency: string;
  /** BCP 47, with the country: how dates, times and money are written there. */
  readonly locale: string;
  /** IANA zones, the one of most people first. */
  readonly zones: readonly [string, ...string[]];
}

/** Code, currency, language, zones. */
const table = `
AE AED ar Asia/Dubai
AR ARS es America/Argentina/Buenos_Aires
AT EUR de Europe/Vienna
AU AUD en Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Hobart Australia/Darwin
BD BDT bn Asia/Dhaka
BE EUR nl Europe/Brussels
BG EUR bg Europe/Sofia
BH BHD ar Asia/Bahrain
BO BOB es America/La_Paz
BR BRL pt America/Sao_Paulo America/Manaus America/Fortaleza America/Recife America/Bahia America/Belem America/Cuiaba
CA CAD en America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax America/St_Johns America/Regina
CH CHF de Europe/Zurich
CL CLP es America/Santiago
CO COP es America/Bogota
CR CRC es America/Costa_Rica
CY EUR el Asia/Nicosia
CZ CZK cs Europe/Prague
DE EUR de Europe/Berlin
DK DKK da Europe/Copenhagen
DO DOP es America/Santo_Domingo
DZ DZD ar Africa/Algiers
EC USD es America/Guayaquil
EE EUR et Europe/Tallinn
EG EGP ar Africa/Cairo
ES EUR es Europe/Madrid Atlantic/Canary
ET ETB am Africa/Addis_Ababa
FI EUR fi Europe/Helsinki
FR EUR fr Europe/Paris
GB GBP en Europe/London
GH GHS en Africa/Accra
GR EUR el Europe/Athens
GT GTQ es America/Guatemala
HK HKD zh Asia/Hong_Kong
HR EUR hr Europe/Zagreb
HU HUF hu Europe/Budapest
ID IDR id Asia/Jakarta Asia/Makassar Asia/Jayapura
IE EUR en Europe/Dublin
IL ILS he Asia/Jerusalem
IN INR en Asia/Kolkata Asia/Calcutta
IQ IQD ar Asia/Baghdad
IS ISK is Atlantic/Reykjavik
IT EUR it Europe/Rome
JO JOD ar Asia/Amman
JP JPY ja Asia/Tokyo
KE KES en Africa/Nairobi
KR KRW ko Asia/Seoul
KW KWD ar Asia/Kuwait
LB LBP ar Asia/Beirut
LK LKR en Asia/Colombo
LT EUR lt Europe/Vilnius
LU EUR fr Europe/Luxembourg
LV EUR lv Europe/Riga
LY LYD ar Africa/Tripoli
MA MAD ar Africa/Casablanca
MT EUR en Europe/Malta
MX MXN es America/Mexico_City America/Tijuana America/Monterrey America/Cancun
MY MYR ms Asia/Kuala_Lumpur
NG NGN en Africa/Lagos
NL EUR nl Europe/Amsterdam
NO NOK nb Europe/Oslo
NP NPR ne Asia/Kathmandu
NZ NZD en Pacific/Auckland
OM OMR ar Asia/Muscat
PA PAB es America/Panama
PE PEN es America/Lima
PH PHP en Asia/Manila
PK PKR en Asia/Karachi
PL PLN pl Europe/Warsaw
PT EUR pt Europe/Lisbon Atlantic/Azores
PY PYG es America/Asuncion
QA QAR ar Asia/Qatar
RO RON ro Europe/Bucharest
RS RSD sr Europe/Belgrade
SA SAR ar Asia/Riyadh
SE SEK sv Europe/Stockholm
SG SGD en Asia/Singapore
SI EUR sl Europe/Ljubljana
SK EUR sk Europe/Bratislava
TH THB th Asia/Bangkok
TN TND ar Africa/Tunis
TR TRY tr Europe/Istanbul
TW TWD zh Asia/Taipei
UA UAH uk Europe/Kyiv
US USD en America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage Pacific/Honolulu America/Detroit
UY UYU es America/Montevideo
VE VES es America/Caracas
VN VND vi Asia/Ho_Chi_Minh
ZA ZAR en Africa/Johannesburg
`;

export const countries: readonly Country[] = table
  .trim()
  .split('\n')
  .map((row) => {
    const [code = '', currency = '', language = '', first = '', ...more] = row.split(' ');
    return { code, currency, locale: `${language}-${code}`, zones: [first, ...more] };
  });

/** The country of a code; undefined where it is not in the table. */
export function countryOf(code: string): Country | undefined {
  return countries.find((one) => one.code === code);
}

/**
 * Where this computer most likely stands: by its zone, or else by the region of its language (`de-AT`), or else the
 * first of the table that speaks it.
 */
export function guessCountry(zone: string, languages: readonly string[]): Country {
  const byZone = countries.find(({ zones }) => zones.includes(zone));
  const regions = languages.map((language) => /-([A-Z]{2})\b/.exec(language)?.[1]);
  const byRegion = regions.map((region) => region && countryOf(region)).find((found) => found);
  const fallback = countries.find(({ code }) => code === 'GB') ?? countries[0];
  const found = byZone ?? (byRegion || undefined) ?? fallback;
  if (!found) throw new RangeError('The table of countries is empty');
  return found;
}

/** Friday and Saturday are the weekend there. */
const fridays = new Set(['BD', 'BH', 'DZ', 'EG', 'IL', 'IQ', 'JO', 'KW', 'LY', 'OM', 'QA', 'SA']);

/** The five days of work of a country, in the order of its week. */
export function workingDays(country: string): readonly Weekday[] {
  return fridays.has(country)
    ? ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday']
    : ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
}
