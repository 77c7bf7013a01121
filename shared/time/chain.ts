import type { Allocation, AvailabilityQuestion, Override, StartCheck } from './availability-types.ts';
import { checkStart } from './check-start.ts';
import type { Claim } from './claim.ts';
import { minutes } from './instants.ts';

/** One of several services in one stay. */
export interface Link {
  /** Whose claims it will be. */
  readonly id: string;
  readonly question: AvailabilityQuestion;
  /** Milliseconds after the end of the one before it. */
  readonly gap: number;
}

/** Where one service of a stay comes to lie; instants in milliseconds since the epoch. */
export interface PlacedLink {
  readonly start: number;
  readonly end: number;
  readonly allocations: readonly Allocation[];
  /** What the rules alone said of it. */
  readonly strict: StartCheck;
}

export type ChainCheck =
  | { readonly ok: true; readonly placed: readonly PlacedLink[] }
  /** `at`: the service that cannot be, counted from 0, where those before it can. */
  | {
      readonly ok: false;
      readonly at: number;
      readonly start: number;
      readonly check: StartCheck & { ok: false };
    };

/** So many ways are tried before a chain is taken to be impossible: more than any practice has. */
const mostTries = 400;

/**
 * Puts services of one stay one after the other, the first at `start` (milliseconds since the epoch), each with its own
 * people and rooms: all or none. Whoever is chosen first is chosen again otherwise where one further on needs them, or
 * where their part would end too late for the next.
 * @param override Rules to set aside (rule A8). Only the first start keeps to steps: the others follow from it.
 */
export function placeChain(
  links: readonly Link[],
  start: number,
  override: ReadonlySet<Override> = new Set(),
): ChainCheck {
  const following = new Set<Override>([...override, 'slot_step']);
  let tries = 0;
  let furthest: (ChainCheck & { ok: false }) | undefined;

  function follow(
    at: number,
    from: number,
    placed: readonly PlacedLink[],
  ): readonly PlacedLink[] | undefined {
    const link = links[at];
    if (!link) return placed;
    const begin = from + (at === 0 ? 0 : link.gap);
    const claims = placed.flatMap((one, i) => claimsOf(links[i], one));
    const question = withClaims(link.question, claims);
    const seen = new Set<string>();

    function choose(without: readonly string[]): readonly PlacedLink[] | undefined {
      const key = [...without].sort().join(' ');
      if (seen.has(key) || tries >= mostTries) return undefined;
      seen.add(key);
      tries++;
      const asked = leavingOut(question, without);
      const strict = checkStart(asked, begin);
      const check = strict.ok ? strict : checkStart(asked, begin, at === 0 ? override : following);
      if (!check.ok) {
        const isNews = without.length === 0 && (furthest === undefined || at > furthest.at);
        if (isNews) furthest = { ok: false, at, start: begin, check };
        return undefined;
      }
      const { end, allocations } = check;
      const found = follow(at + 1, end, [...placed, { start: begin, end, allocations, strict }]);
      if (found || at + 1 === links.length) return found;
      for (const { resource_id } of allocations) {
        const other = choose([...without, resource_id]);
        if (other) return other;
      }
      return undefined;
    }

    return choose([]);
  }

  const placed = follow(0, start, []);
  if (placed) return { ok: true, placed };
  if (furthest) return furthest;
  throw new RangeError('a stay needs at least one service');
}

/** What a part that was placed occupies: those after it find it there (rule A2). */
export function claimsOf(link: Link | undefined, { start, end, allocations }: PlacedLink): Claim[] {
  if (!link) return [];
  const { buffer_before, buffer_after } = link.question;
  const core = { start, end };
  const padded = { start: start - minutes(buffer_before), end: end + minutes(buffer_after) };
  return allocations.map(({ resource_id }) => ({
    owner: link.id,
    kind: 'booking' as const,
    resource_id,
    core,
    padded,
  }));
}

/** The question among these claims, too. */
export function withClaims(question: AvailabilityQuestion, claims: readonly Claim[]): AvailabilityQuestion {
  if (claims.length === 0) return question;
  return {
    ...question,
    resources: question.resources.map((resource) => ({
      ...resource,
      claims: [...resource.claims, ...claims.filter(({ resource_id }) => resource_id === resource.id)],
    })),
  };
}

function leavingOut(question: AvailabilityQuestion, ids: readonly string[]): AvailabilityQuestion {
  if (ids.length === 0) return question;
  return { ...question, resources: question.resources.filter(({ id }) => !ids.includes(id)) };
}
