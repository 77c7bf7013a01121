/**
 * Chooses a different candidate for every unit, each unit's candidates being listed best first.
 * The answer is the complete choice that is best for the first unit, among those best for the second, and so
 * on; `undefined` exactly where no complete choice exists (rule A4: all or none).
 */
export function allocate<T>(units: readonly (readonly T[])[]): T[] | undefined {
  return takeBest(units) ?? (canComplete(units, new Set()) ? takeCarefully(units) : undefined);
}

/** Where this completes it is the best choice, because no unit could do better; it nearly always does. */
function takeBest<T>(units: readonly (readonly T[])[]): T[] | undefined {
  const chosen: T[] = [];
  for (const candidates of units) {
    const best = candidates.find((candidate) => !chosen.includes(candidate));
    if (best === undefined) return undefined;
    chosen.push(best);
  }
  return chosen;
}

/** Takes for each unit the best that leaves the later ones completable. */
function takeCarefully<T>(units: readonly (readonly T[])[]): T[] {
  const taken = new Set<T>();
  for (const [index, candidates] of units.entries()) {
    const later = units.slice(index + 1);
    for (const candidate of candidates) {
      if (taken.has(candidate)) continue;
      taken.add(candidate);
      if (canComplete(later, taken)) break;
      taken.delete(candidate);
    }
  }
  return [...taken];
}

/** Whether every unit can have a candidate of its own that is not taken: bipartite matching, augmenting paths. */
function canComplete<T>(units: readonly (readonly T[])[], taken: ReadonlySet<T>): boolean {
  const unitOf = new Map<T, readonly T[]>();
  return units.every((candidates) => augment(candidates, new Set(taken), unitOf));
}

function augment<T>(candidates: readonly T[], seen: Set<T>, unitOf: Map<T, readonly T[]>): boolean {
  for (const candidate of candidates) {
    if (seen.has(candidate)) continue;
    seen.add(candidate);
    const holder = unitOf.get(candidate);
    if (holder === undefined || augment(holder, seen, unitOf)) {
      unitOf.set(candidate, candidates);
      return true;
    }
  }
  return false;
}
