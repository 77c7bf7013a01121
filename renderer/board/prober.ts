import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts';
import type { AvailabilityQuestion } from '../../shared/time/availability-types.ts';
import { minutes } from '../../shared/time/instants.ts';
import type { Interval } from '../../shared/time/interval.ts';
import type { Verdict } from '../booking/verdict.ts';
import type { Desk } from '../data/index.ts';
import { once, onceCalm } from '../ui/later.tsx';
import type { Target } from './drag.ts';
import { type Track, trackIndex } from './tracks.ts';

/** Says while a card, of a booking or of a class, is dragged what the rules say to where it hovers. */
export interface Prober {
  /** At once; `checking` until what decides it is loaded, after which `onLoaded` is called. */
  verdict(target: Target): Verdict;
}

/** The rules of what is free, which nothing needs before somebody lifts a card. */
const rules = once(async () => {
  const [{ loadQuestion }, { judge }] = await Promise.all([
    import('../../shared/commands/bookings/question.ts'),
    import('../booking/verdict.ts'),
  ]);
  return { loadQuestion, judge };
});
onceCalm(rules);

/** What the rules say to each position in one column. */
type Judge = (position: Interval) => Verdict;

/**
 * Loads, once per column that the pointer reaches, all that decides where the booking can start in it; every
 * position after that is judged without reading again, by the check that the command itself makes.
 */
export function createProber(
  desk: Desk,
  bookingId: string,
  tracks: readonly Track[],
  onLoaded: () => void,
): Prober {
  const judges = new Map<string, Judge | 'loading'>();

  const load = async ({ resource, axis }: Track): Promise<Judge> => {
    const { loadQuestion, judge } = await rules();
    const question = await desk.read(async (query, ctx) => {
      const session = await query.get('classes', bookingId);
      const booking = session ?? (await query.get('bookings', bookingId));
      const service = booking && (await query.get('services', booking.service_id));
      if (!booking || !service) return refuse('not_found', 'The booking is not here any more');
      const { buffer_before, buffer_after } = booking;
      // Who makes the timetable of classes keeps to no steps, notice or horizon.
      const freely = session && { slot_step: 1, min_notice: 0, max_horizon: undefined };
      const wish = {
        service: { ...service, buffer_before, buffer_after, ...freely },
        resourceIds: [resource.id],
        span: axis,
        ignore: [bookingId],
      };
      return loadQuestion(query, wish, ctx);
    });
    return ({ start, end }) => judge(lasting(question, (end - start) / minutes(1)), start);
  };

  return {
    verdict(target) {
      const track = tracks[trackIndex(tracks, target)];
      if (!track) return { kind: 'checking' };
      const known = judges.get(track.key);
      if (known === undefined) {
        judges.set(track.key, 'loading');
        void load(track).then((judge) => {
          judges.set(track.key, judge);
          onLoaded();
        });
      }
      return known === undefined || known === 'loading' ? { kind: 'checking' } : known(target);
    },
  };
}

function lasting(question: AvailabilityQuestion | Refusal, duration: number) {
  if (isRefusal(question)) return question;
  return { ...question, resources: question.resources.map((resource) => ({ ...resource, duration })) };
}
