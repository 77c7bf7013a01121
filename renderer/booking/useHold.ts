import { useEffect, useRef, useState } from 'react';
import { formatInstant } from '../../shared/time/instants.ts';
import { type Desk, useDesk } from '../data/index.ts';
import { quietOverrides } from './overrides.ts';

/** What is to be kept while a form is open. */
export interface HeldWish {
  readonly service_id: string;
  /** Absent: any that fits. */
  readonly resource_id: string | undefined;
  /** Minutes; absent: as long as the service takes with whoever it is. */
  readonly duration: number | undefined;
  /** Milliseconds. */
  readonly start: number;
}

export interface OwnHold {
  /** Of the hold that was asked for last; it may not be there, or not yet. */
  readonly id: string | undefined;
  /** The hub keeps the time. */
  readonly kept: boolean;
  /**
   * A booking is being made that takes the time over: from now on nothing is asked for or given back. Answers the id of
   * the hold that the booking has to name, which may be on its way to the hub still; undefined where none was asked for.
   */
  handOver(): string | undefined;
  /** The booking was not made: the time is kept on. */
  takeBack(): void;
}

/** Milliseconds that a choice must stand before it is kept: who types a time passes others on the way. */
const settling = 300;
/** Milliseconds after which a hold is made anew: it is kept for five minutes. */
const renewal = 4.5 * 60_000;

/**
 * Keeps the time of a form that is open (rule A9), so that other desks see it, and gives it back when the form closes.
 * Without the hub nothing is kept, and nobody waits for it: booking decides by itself.
 */
export function useHold(wish: HeldWish | undefined): OwnHold {
  const desk = useDesk();
  const [held, setHeld] = useState<{ id: string; kept: boolean }>();
  const handedOver = useRef(false);
  /** The id in `held`, known before the next paint: who books within it must name the hold that is asked for. */
  const asked = useRef<string>(undefined);
  /** Grows to ask once more for what was given up. */
  const [round, setRound] = useState(0);
  /** The hold before is given back before the next is asked for: they may overlap. */
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const key = wish && JSON.stringify([wish, round]);

  useEffect(() => {
    if (key === undefined) return;
    const [wanted]: [HeldWish] = JSON.parse(key);
    let over = false;
    let own: string | undefined;
    let timer = setTimeout(take, settling);

    function take(): void {
      before.current = before.current.then(async () => {
        if (over || handedOver.current) return;
        const id = desk.context().id('hold');
        note({ id, kept: false });
        const kept = await askToHold(desk, id, wanted);
        // A booking that is being made may have been there before it: then nobody takes it over.
        const useless = kept && handedOver.current;
        if (useless) await release(desk, id);
        own = kept && !useless ? id : undefined;
        if (over) return;
        note(own === undefined ? undefined : { id: own, kept });
        if (own) timer = setTimeout(renew, renewal);
      });
    }

    function renew(): void {
      // While it is being booked it stays as it is; where nothing comes of that, it is renewed then.
      if (handedOver.current) {
        timer = setTimeout(renew, settling);
        return;
      }
      giveBack();
      take();
    }

    function giveBack(): void {
      before.current = before.current.then(async () => {
        if (own === undefined || handedOver.current) return;
        await release(desk, own);
      });
    }

    function note(now: { id: string; kept: boolean } | undefined): void {
      asked.current = now?.id;
      setHeld(now);
    }

    return () => {
      over = true;
      clearTimeout(timer);
      giveBack();
      note(undefined);
    };
  }, [desk, key]);

  return {
    id: held?.id,
    kept: held?.kept ?? false,
    handOver: () => {
      handedOver.current = true;
      return asked.current;
    },
    takeBack: () => {
      handedOver.current = false;
      if (asked.current === undefined) setRound((before) => before + 1);
    },
  };
}

async function askToHold(desk: Desk, id: string, wish: HeldWish): Promise<boolean> {
  const { service_id, resource_id, duration, start } = wish;
  const override = quietOverrides(start, desk.context().now);
  const body = {
    id,
    service_id,
    ...(resource_id && { resource_id }),
    ...(duration !== undefined && { duration }),
    start_at: formatInstant(start),
    override,
  };
  const answer = await desk.ask({ method: 'POST', path: '/v2/holds', body, once: id });
  return answer.kind === 'ok';
}

async function release(desk: Desk, id: string): Promise<void> {
  await desk.ask({ method: 'DELETE', path: `/v2/holds/${id}` });
}
