type Values = Readonly<Record<string, unknown>>;

/** The fields that two people set to different values, both starting from `base`. */
export function clashing(base: Values, mine: Values, theirs: Values): string[] {
  return Object.keys(mine).filter(
    (name) =>
      !same(mine[name], base[name]) && !same(theirs[name], base[name]) && !same(mine[name], theirs[name]),
  );
}

/** What both changed, starting from `base`; where they clash, mine. */
export function joined<V extends Values>(base: V, mine: V, theirs: V): V {
  const own = Object.entries(mine).filter(([name, value]) => !same(value, base[name]));
  return { ...theirs, ...Object.fromEntries(own) };
}

/** Whether two values of a field are the same to a person. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
