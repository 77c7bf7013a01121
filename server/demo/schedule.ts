import { overrideOf, slotStep } from '../../shared/commands/bookings/question.ts';
import type { Block } from '../../shared/resources/blocks.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import { contains, normalise, overlaps, subtract } from '../../shared/time/intervals.ts';
import { workingDays } from '../../shared/time/working-hours.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { claimsTime, type Fate, fateOf } from './fates.ts';
import type { Random } from './random.ts';
import type { Offer } from './services.ts';

/** Share of the practitioners' open time that bookings claim, buffers included. */
export const targetLoad = 0.75;

/** Who works when, and what they may give. */
export interface Team {
  readonly practitioners: readonly Resource[];
  readonly rooms: readonly Resource[];
  readonly blocks: readonly Block[];
  readonly offers: readonly Offer[];
  readonly timezone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A visit that fits: no claim of it meets another's (rule A2). Milliseconds since the epoch. */
export interface Visit extends Interval {
  readonly service: Service;
  readonly allocations: { readonly role: string; readonly resource_id: string }[];
  readonly fate: Fate;
}

/** Open and claimed milliseconds of a practitioner so far, by which the load is steered. */
interface Ledger {
  open: number;
  claimed: number;
}

/** Fills the diary of a team, a date (`YYYY-MM-DD`) at a time, in any order of dates. */
export function scheduler(team: Team, random: Random): (date: string) => Generator<Visit> {
  const diaries = team.practitioners.map((practitioner) => ({
    practitioner,
    blocked: blockedTimes(team.blocks, practitioner.id),
    offers: team.offers.filter(({ service }) => canGive(service, practitioner)),
    ledger: { open: 0, claimed: 0 } as Ledger,
  }));

  return function* fillDate(date) {
    const rooms = team.rooms.map((room) => ({ room, claims: [] as Interval[] }));
    for (const { practitioner, blocked, offers, ledger } of diaries) {
      const day = workingDayOf(practitioner, team.timezone, date);
      if (!day) continue;
      let freeFrom = day.anchor;
      for (const opening of subtract(day.ranges, blocked)) {
        let cursor = Math.max(freeFrom, opening.start);
        while (cursor < opening.end) {
          const deficit = targetLoad * (ledger.open + cursor - opening.start) - ledger.claimed;
          const found = random.chance(eagerness(deficit))
            ? findVisit({ practitioner, offers, rooms, anchor: day.anchor, opening, cursor }, random)
            : undefined;
          if (!found) {
            cursor += minutes(15);
            continue;
          }
          const fate = fateOf(found.core, found.service.requires_confirmation, team.now, random);
          yield visitOf(found, practitioner, fate);
          // A cancelled visit gave its time back: somebody else may have taken it.
          if (fate === 'cancelled') continue;
          cursor = found.padded.end;
          if (!claimsTime(fate)) continue;
          ledger.claimed += found.padded.end - found.padded.start;
          found.room?.claims.push(found.padded);
        }
        ledger.open += opening.end - opening.start;
        freeFrom = cursor;
      }
    }
  };
}

/** How likely the next free time is taken; `deficit` is what the load lacks of its target, in milliseconds. */
function eagerness(deficit: number): number {
  if (deficit > 0) return 0.95;
  return deficit > -minutes(45) ? 0.5 : 0.1;
}

interface RoomDay {
  readonly room: Resource;
  /** Padded ranges. */
  readonly claims: Interval[];
}

interface Gap {
  readonly practitioner: Resource;
  readonly offers: readonly Offer[];
  readonly rooms: readonly RoomDay[];
  readonly anchor: number;
  readonly opening: Interval;
  readonly cursor: number;
}

interface Found {
  readonly service: Service;
  readonly core: Interval;
  readonly padded: Interval;
  readonly room: RoomDay | undefined;
}

/** A service that fits at the cursor or at the next step after it (rule A7); a few are tried. */
function findVisit(gap: Gap, random: Random): Found | undefined {
  for (let tries = 0; tries < 5; tries++) {
    const { service } = random.weighted(gap.offers);
    const { core, padded } = timesOf(service, gap);
    if (core.end > gap.opening.end || !isOffered(service, core)) continue;
    const roomNeed = service.needs.find(({ role }) => role === 'room');
    const room = roomNeed && freeRoom(gap.rooms, roomNeed.skills, padded);
    if (!roomNeed || room) return { service, core, padded, room };
  }
  return undefined;
}

function timesOf(
  service: Service,
  { practitioner, anchor, cursor }: Gap,
): { core: Interval; padded: Interval } {
  const step = minutes(slotStep(service));
  const earliest = cursor + minutes(service.buffer_before);
  const start = anchor + Math.ceil((earliest - anchor) / step) * step;
  const duration = overrideOf(service, practitioner.id)?.duration ?? service.duration;
  const core = { start, end: start + minutes(duration) };
  const padded = {
    start: start - minutes(service.buffer_before),
    end: core.end + minutes(service.buffer_after),
  };
  return { core, padded };
}

/** Whether the service is offered then (OVERVIEW's `availability`). */
function isOffered({ availability }: Service, visit: Interval): boolean {
  if (!availability) return true;
  const weekly = Object.fromEntries(availability.days.map((day) => [day, [availability.hours]]));
  const days = workingDays({ weekly, overrides: [] }, availability.timezone, visit);
  return contains(normalise(days.flatMap(({ ranges }) => ranges)), visit);
}

function freeRoom(
  rooms: readonly RoomDay[],
  skills: readonly string[],
  padded: Interval,
): RoomDay | undefined {
  return rooms.find(
    ({ room, claims }) =>
      skills.every((skill) => room.skills.includes(skill)) &&
      !claims.some((claim) => overlaps(claim, padded)),
  );
}

function visitOf(found: Found, practitioner: Resource, fate: Fate): Visit {
  const allocations = [{ role: 'practitioner', resource_id: practitioner.id }];
  if (found.room) allocations.push({ role: 'room', resource_id: found.room.room.id });
  return { service: found.service, ...found.core, allocations, fate };
}

function canGive(service: Service, practitioner: Resource): boolean {
  return service.needs[0]?.skills.every((skill) => practitioner.skills.includes(skill)) ?? true;
}

function blockedTimes(blocks: readonly Block[], practitionerId: string): Interval[] {
  const own = blocks.filter(({ resource_id }) => resource_id === undefined || resource_id === practitionerId);
  return normalise(
    own.map((block) => ({ start: parseInstant(block.start_at), end: parseInstant(block.end_at) })),
  );
}

function workingDayOf(practitioner: Resource, zone: string, date: string) {
  const span = { start: startOfDay(zone, date), end: startOfDay(zone, addDays(date, 1)) };
  return workingDays(practitioner.working_hours, zone, span).find((day) => day.date === date);
}
