/*
 * Ranges of numbers that regulators keep for fiction (ACMA, ARCEP, Bundesnetzagentur, Ofcom, NANPA's 555-01xx):
 * valid in form, never anybody's. India has none, hence no Indian numbers among the made-up customers.
 */

/** Digits of a range with `x` for those that vary. */
const ranges = {
  AU: list(
    '+6125550xxxx +6127010xxxx +6135550xxxx +6137010xxxx +6175550xxxx +6177010xxxx +6185550xxxx +6187010xxxx',
  ),
  US: list(
    '+121255501xx +130555501xx +131255501xx +140455501xx +141555501xx +151255501xx +161755501xx +170255501xx +171355501xx +180855501xx +191755501xx +120655501xx +121355501xx +121555501xx +130355501xx +150355501xx +160255501xx +161955501xx +190455501xx +191955501xx',
  ),
  GB: list(
    '+442079460xxx +441134960xxx +441144960xxx +441164960xxx +441174960xxx +441184960xxx +441214960xxx +441314960xxx +441414960xxx +441514960xxx +441614960xxx +441914980xxx',
  ),
  FR: list('+3319900xxxx +3326191xxxx +3335301xxxx +3346571xxxx +3353649xxxx'),
  DE: list('+493023125xxx +496990009xxx +494066969xxx +492214710xxx +498999998xxx'),
} as const;

export type NumberPlan = keyof typeof ranges;

function list(text: string): string[] {
  return text.split(' ');
}

/** Gives out numbers of a plan in E.164, each once. */
export type PhoneBook = (plan: NumberPlan) => string;

/** A new phone book; a plan that has no numbers left borrows Australia's, of which there are 80,000. */
export function phoneBook(): PhoneBook {
  const given = new Map<NumberPlan, number>();
  return function take(plan): string {
    const index = given.get(plan) ?? 0;
    given.set(plan, index + 1);
    return numberOf(plan, index) ?? take('AU');
  };
}

/** Neighbours in the book should not look like neighbours: a prime that divides no plan's size. */
const stride = 7919;

function numberOf(plan: NumberPlan, index: number): string | undefined {
  const sizes = ranges[plan].map((range) => 10 ** free(range));
  const size = sizes.reduce((sum, each) => sum + each, 0);
  if (index >= size) return undefined;
  let left = (index * stride) % size;
  for (const [at, range] of ranges[plan].entries()) {
    const own = sizes[at] ?? 0;
    if (left < own) return range.slice(0, -free(range)) + `${left}`.padStart(free(range), '0');
    left -= own;
  }
  return undefined;
}

/** How many digits of a range vary. */
function free(range: string): number {
  return range.length - range.indexOf('x');
}
