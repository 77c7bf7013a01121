import { allocate } from './allocate.ts';
import type { CandidateResource, Need } from './availability-types.ts';
import { candidatesFor } from './candidates.ts';
import { freeStarts, type Search } from './free-starts.ts';
import type { Interval } from './interval.ts';

/** Who fills the other needs of a visit, or `undefined` where they cannot be filled. Starts must ascend. */
export type Chooser = (
  start: number,
  duration: number,
  main: CandidateResource,
) => readonly CandidateResource[] | undefined;

/** @param others One entry per unit besides the main resource. */
export function chooserOf(
  prepared: Search,
  others: readonly Need[],
  online: readonly CandidateResource[],
): Chooser {
  if (others.length === 0) return () => [];
  const poolsOf = poolsByDuration(prepared, others, online);
  const choiceAt = (start: number, duration: number): Choice => {
    const free = new Map<Pool, CandidateResource[]>();
    const units = poolsOf(duration).map((pool) => {
      const known = free.get(pool) ?? pool.filter((member) => isFree(member, start)).map(toResource);
      free.set(pool, known);
      return known;
    });
    return { start, duration, units, chosen: allocate(units) };
  };
  let choice: Choice | undefined;
  return (start, duration, main) => {
    // Main resources with the same duration, most often all of them, share the work.
    if (choice?.start !== start || choice.duration !== duration) choice = choiceAt(start, duration);
    // The best choice stays the best for a main resource that it does not use.
    return choice.chosen?.includes(main)
      ? allocate(choice.units.map((unit) => unit.filter((resource) => resource !== main)))
      : choice.chosen;
  };
}

/** Who is free for the other needs at a start, and who is chosen as long as the main resource is no-one of them. */
interface Choice {
  readonly start: number;
  readonly duration: number;
  readonly units: readonly (readonly CandidateResource[])[];
  readonly chosen: readonly CandidateResource[] | undefined;
}

/** A resource with its free starts for one duration, read in ascending order. */
interface Member {
  readonly resource: CandidateResource;
  readonly free: readonly Interval[];
  next: number;
}

/** All that fit a need, best first. */
type Pool = readonly Member[];

/** For a duration, the pool of every unit; units of the same need have the same pool. */
function poolsByDuration(
  prepared: Search,
  units: readonly Need[],
  online: readonly CandidateResource[],
): (duration: number) => readonly Pool[] {
  const known = new Map<number, readonly Pool[]>();
  const measure = (duration: number): readonly Pool[] => {
    const members = new Map<CandidateResource, Member>();
    const memberOf = (resource: CandidateResource): Member => {
      const member = members.get(resource) ?? {
        resource,
        free: freeStarts(prepared, resource, duration),
        next: 0,
      };
      members.set(resource, member);
      return member;
    };
    const pools = new Map(
      units.map((need): [Need, Pool] => [need, candidatesFor(need, online).map(memberOf)]),
    );
    return units.map((need) => pools.get(need) ?? []);
  };
  return (duration) => {
    const pools = known.get(duration) ?? measure(duration);
    known.set(duration, pools);
    return pools;
  };
}

function isFree(member: Member, start: number): boolean {
  const { free } = member;
  let interval = free[member.next];
  while (interval !== undefined && interval.end <= start) interval = free[++member.next];
  return interval !== undefined && interval.start <= start;
}

function toResource(member: Member): CandidateResource {
  return member.resource;
}
