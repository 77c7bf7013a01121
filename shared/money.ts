import * as z from 'zod';

const digitsByCurrency = new Map<string, number>();

/** Minor digits of an ISO 4217 currency: EUR 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/** Decimal amount of a currency → integer of its minor units, or undefined where it has more digits than exist. */
export function toMinor(amount: number, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const text = amount.toFixed(digits);
  if (Number(text) !== amount) return undefined;
  return Number(text.replace('.', ''));
}

/** Integer of minor units → decimal amount, as on the wire. */
export function fromMinor(minor: number, currency: string): number {
  const digits = minorDigits(currency);
  return digits === 0 ? minor : Number((minor / 10 ** digits).toFixed(digits));
}

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')
  .meta({ description: 'ISO 4217 currency', example: 'USD' });

const wireAmount = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .meta({ description: 'Decimal amount in the currency’s major unit', example: 150 });
const minorAmount = z.int().min(0).meta({ description: 'Amount in the currency’s minor units' });
const priceType = z
  .enum(['hourly', 'flat', 'custom'])
  .meta({ description: 'hourly: per 60 minutes; flat: per visit; custom: agreed with the customer' });

/** OVERVIEW's price. On the wire a decimal `amount`; inside an integer `amount_minor`, never floats in sums. */
export const price = z.codec(
  z
    .strictObject({ amount: wireAmount, currency: currencyCode, type: priceType.default('flat') })
    .meta({ id: 'Price', description: 'Price of a visit' }),
  z.strictObject({ amount_minor: minorAmount, currency: currencyCode, type: priceType }),
  {
    decode: ({ amount, currency, type }, ctx) => {
      const amount_minor = toMinor(amount, currency);
      if (amount_minor === undefined) {
        ctx.issues.push({
          code: 'custom',
          input: amount,
          path: ['amount'],
          message: `has more than the ${minorDigits(currency)} decimals of ${currency}`,
        });
        return z.NEVER;
      }
      return { amount_minor, currency, type };
    },
    encode: ({ amount_minor, currency, type }) => ({
      amount: fromMinor(amount_minor, currency),
      currency,
      type,
    }),
  },
);
export type Price = z.output<typeof price>;
