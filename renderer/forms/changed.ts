/** Arguments of a command in wire form. */
export type Args = Readonly<Record<string, unknown>>;

/**
 * The fields that differ, for an update that leaves the others to whoever changed them meanwhile; `null` takes away what
 * is there no more.
 */
export function changedArgs(before: Args, after: Args): Args {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, after[name] ?? null]),
  );
}
