/** What follows from where a practice is. */
export interface Region {
  /** ISO 3166. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Units of the currency that are worth about one dollar, for prices that look right. */
  readonly perDollar: number;
}

const elsewhere: Region = { country: 'US', currency: 'USD', perDollar: 1 };

const euro = { currency: 'EUR', perDollar: 1 };
const regions: Readonly<Record<string, Region>> = {
  'Asia/Kolkata': { country: 'IN', currency: 'INR', perDollar: 20 },
  'Asia/Calcutta': { country: 'IN', currency: 'INR', perDollar: 20 },
  'Asia/Tokyo': { country: 'JP', currency: 'JPY', perDollar: 120 },
  'Asia/Singapore': { country: 'SG', currency: 'SGD', perDollar: 1.5 },
  'Asia/Dubai': { country: 'AE', currency: 'AED', perDollar: 4 },
  'Asia/Kathmandu': { country: 'NP', currency: 'NPR', perDollar: 30 },
  'Australia/Sydney': { country: 'AU', currency: 'AUD', perDollar: 1.5 },
  'Australia/Melbourne': { country: 'AU', currency: 'AUD', perDollar: 1.5 },
  'Australia/Brisbane': { country: 'AU', currency: 'AUD', perDollar: 1.5 },
  'Australia/Lord_Howe': { country: 'AU', currency: 'AUD', perDollar: 1.5 },
  'Pacific/Auckland': { country: 'NZ', currency: 'NZD', perDollar: 1.5 },
  'Europe/London': { country: 'GB', currency: 'GBP', perDollar: 0.8 },
  'Europe/Zurich': { country: 'CH', currency: 'CHF', perDollar: 1 },
  'Europe/Berlin': { country: 'DE', ...euro },
  'Europe/Vienna': { country: 'AT', ...euro },
  'Europe/Paris': { country: 'FR', ...euro },
  'Europe/Madrid': { country: 'ES', ...euro },
  'Europe/Rome': { country: 'IT', ...euro },
  'Europe/Amsterdam': { country: 'NL', ...euro },
  'Europe/Brussels': { country: 'BE', ...euro },
  'Europe/Dublin': { country: 'IE', ...euro },
  'Europe/Lisbon': { country: 'PT', ...euro },
  'America/Toronto': { country: 'CA', currency: 'CAD', perDollar: 1.5 },
  'America/Vancouver': { country: 'CA', currency: 'CAD', perDollar: 1.5 },
  'America/Mexico_City': { country: 'MX', currency: 'MXN', perDollar: 15 },
  'America/Sao_Paulo': { country: 'BR', currency: 'BRL', perDollar: 4 },
};

/** Country and currency of a practice in an IANA zone; the United States' where the zone is none of those above. */
export function regionOf(timezone: string): Region {
  return regions[timezone] ?? elsewhere;
}
