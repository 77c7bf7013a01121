/** One request of a client, and what it was told; `begun` and `ended` tell in which order clients saw them begin and end. */
export interface Operation {
  readonly kind: 'book' | 'take' | 'hold' | 'release' | 'move' | 'cancel';
  readonly id: string;
  readonly slot: number;
  /** The hold that a `take` takes over. */
  readonly hold?: string;
  readonly begun: number;
  readonly ended: number;
  readonly outcome: string;
}

/** Who has which slot of one person: what the hub would be if it did one thing after the other. */
type State = ReadonlyMap<string, { readonly slot: number; readonly cancelled?: true }>;

/**
 * Whether one order of the operations, which keeps those apart that did not overlap, has every outcome that was seen: the
 * search of Wing and Gong, with the states that were in vain remembered.
 */
export function isLinearizable(operations: readonly Operation[], slots: number): boolean {
  const inVain = new Set<string>();
  function search(left: readonly Operation[], state: State): boolean {
    if (left.length === 0) return true;
    const key = `${left.map(({ begun }) => begun)} ${[...state].map(([id, at]) => `${id}:${at.slot}${at.cancelled ?? ''}`).sort()}`;
    if (inVain.has(key)) return false;
    const firstEnd = Math.min(...left.map(({ ended }) => ended));
    for (const operation of left) {
      // Whatever ended before this one began comes first.
      if (operation.begun > firstEnd) continue;
      const after = apply(state, operation, slots);
      if (
        after &&
        search(
          left.filter((other) => other !== operation),
          after,
        )
      )
        return true;
    }
    inVain.add(key);
    return false;
  }
  return search(operations, new Map());
}

/** The state after an operation, if its outcome is what the state allows. */
function apply(state: State, { kind, id, slot, hold, outcome }: Operation, slots: number): State | undefined {
  const [expected, after] = step(state, kind, id, slot % slots, hold);
  return expected === outcome ? after : undefined;
}

function step(
  state: State,
  kind: Operation['kind'],
  id: string,
  slot: number,
  hold: string | undefined,
): readonly [outcome: string, after: State] {
  const own = state.get(id);
  const taken = (ignore?: string) =>
    [...state].some(([owner, at]) => owner !== ignore && !at.cancelled && at.slot === slot);
  const without = (gone: string) => new Map([...state].filter(([owner]) => owner !== gone));
  switch (kind) {
    case 'book':
    case 'hold':
      return taken() ? ['resource_unavailable', state] : ['ok', new Map(state).set(id, { slot })];
    case 'take': {
      if (hold === undefined || !state.has(hold)) return ['hold_expired', state];
      return taken(hold) ? ['resource_unavailable', state] : ['ok', without(hold).set(id, { slot })];
    }
    case 'release':
      return own ? ['ok', without(id)] : ['not_found', state];
    case 'move':
      if (!own) return ['not_found', state];
      if (own.cancelled) return ['invalid_transition', state];
      return taken(id) ? ['resource_unavailable', state] : ['ok', new Map(state).set(id, { slot })];
    case 'cancel':
      if (!own) return ['not_found', state];
      return own.cancelled
        ? ['invalid_transition', state]
        : ['ok', new Map(state).set(id, { ...own, cancelled: true })];
  }
}
