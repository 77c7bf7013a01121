import { browserPlatform } from '../../renderer/data/browser.ts';
import { startDesk } from '../../renderer/data/start.ts';
import type { Desk } from '../../renderer/data/types.ts';
import type { CommandName } from '../../shared/commands/index.ts';
import { isRefusal } from '../../shared/errors.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { formatInstant, minutes, parseInstant } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import { closes, customerIdOf, freeFrom, people, serviceId, visitMinutes, zone } from './desk-practice.ts';

/**
 * A second window of a desk without a screen, built for this bench alone: the desk's own data layer and command path on
 * the desk's own store, so that a thousand waiting changes do not take a thousand clicks.
 */
type Step = [CommandName, Record<string, unknown>];

async function makeIntents(count: number): Promise<number> {
  const desk = await openDesk();
  const steps = [...bookings(), ...(await changes(count))].slice(0, count);
  let stored = 0;
  for (const [name, args] of steps) {
    const outcome = await desk.run(name, args);
    if (isRefusal(outcome)) throw new Error(`${name}: ${outcome.message} ${JSON.stringify(args)}`);
    stored++;
  }
  await desk.close();
  return stored;

  /** Evening visits of the next seven days. */
  function bookings(): Step[] {
    const made: Step[] = [];
    for (let day = 1; day <= 7; day++) {
      const midnight = startOfDay(zone, addDays(localDate(zone, Date.now()), day));
      for (const [i, { id }] of people.entries())
        for (let at = freeFrom; at + visitMinutes <= closes; at += visitMinutes)
          made.push([
            'bookings.create',
            {
              customer_id: customerIdOf(made.length * 3 + i),
              service_id: serviceId,
              resource_id: id,
              start_at: formatInstant(midnight + minutes(at)),
            },
          ]);
    }
    return made;
  }

  /** Of the visits of these days, some come five minutes later, and some get a note. */
  async function changes(most: number): Promise<Step[]> {
    const from = startOfDay(zone, addDays(localDate(zone, Date.now()), 1));
    const known = await desk.read((query) =>
      query.range('bookings', [
        ['start_at', '>=', formatInstant(from)],
        ['start_at', '<', formatInstant(from + 7 * 24 * 60 * minutes(1))],
      ]),
    );
    const every = Math.max(1, Math.floor(known.length / most));
    return known
      .filter((_, i) => i % every === 0)
      .map(({ id, start_at }, i) =>
        i % 3 === 0
          ? ['bookings.update', { id, notes: 'Called: brings the letter' }]
          : ['bookings.reschedule', { id, start_at: formatInstant(parseInstant(start_at) + minutes(5)) }],
      );
  }
}

function openDesk(): Promise<Desk> {
  const boot = startDesk(browserPlatform());
  return new Promise((resolve, reject) => {
    const look = () => {
      const now = boot.get();
      if (now.state === 'open') resolve(now.desk);
      else if (now.state !== 'opening') reject(new Error(`the second window is ${now.state}`));
    };
    boot.subscribe(look);
    look();
  });
}

Reflect.set(globalThis, 'makeIntents', makeIntents);
