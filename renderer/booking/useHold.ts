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
  /** A booking takes the hold over: it is not to be given back. */
  handOver(): void;
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
  /** The hold before is given back before the next is asked for: they may overlap. */
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const key = wish && JSON.stringify(wish);

  useEffect(() => {
    if (key === undefined) return;
    const wanted: HeldWish = JSON.parse(key);
    let over = false;
    let own: string | undefined;
    let timer = setTimeout(take, settling);

    function take(): void {
      before.current = before.current.then(async () => {
        if (over) return;
        own = desk.context().id('hold');
        setHeld({ id: own, kept: false });
        const kept = await askToHold(desk, own, wanted);
        if (!kept) own = undefined;
        if (over) return;
        setHeld(own === undefined ? undefined : { id: own, kept });
        if (kept) timer = setTimeout(renew, renewal);
      });
    }

    function renew(): void {
      giveBack();
      take();
    }

    function giveBack(): void {
      before.current = before.current.then(async () => {
        if (own === undefined || handedOver.current) return;
        await desk.ask({ method: 'DELETE', path: `/v2/holds/${own}` });
      });
    }

    return () => {
      over = true;
      clearTimeout(timer);
      giveBack();
      setHeld(undefined);
    };
  }, [desk, key]);

  return {
    id: held?.id,
    kept: held?.kept ?? false,
    handOver: () => {
      handedOver.current = true;
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
