import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Customer } from '../../shared/resources/customers.ts';
import type { ResourceName } from '../../shared/resources/index.ts';
import { minutes } from '../../shared/time/instants.ts';
import type { CustomerList, CustomerWish } from './customer-list.ts';
import { useDesk, useSignal } from './provider.tsx';
import type { Connection, Desk, Intent, Live, Read, RunCommand } from './types.ts';

interface Answer<T> {
  readonly key: string;
  readonly data: T | undefined;
  readonly error?: unknown;
}

/**
 * What `read` answers, read again after every change of one of `collections` and whenever `deps` (plain values) change.
 * What the read needs besides the store belongs into `deps`; `collections` are all those it reads from.
 */
export function useLive<T>(
  collections: readonly ResourceName[],
  read: Read<T>,
  deps: readonly (string | number | boolean | null | undefined | readonly string[])[],
): Live<T> {
  const desk = useDesk();
  const [answer, setAnswer] = useState<Answer<T>>();
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });
  const key = JSON.stringify([collections, deps]);
  useEffect(() => {
    const [names]: [ResourceName[]] = JSON.parse(key);
    return desk.live(
      names,
      (query, ctx) => latest.current(query, ctx),
      (data) => setAnswer({ key, data }),
      (error) => setAnswer((before) => ({ key, data: before?.data, error })),
    );
  }, [desk, key]);
  return {
    data: answer?.data,
    loading: answer?.key !== key,
    ...(answer?.key === key && answer.error !== undefined && { error: answer.error }),
  };
}

/** Does commands; the function stays the same for the life of the desk. */
export function useRunCommand(): RunCommand {
  return useDesk().run;
}

/** How the desk stands to the hub. */
export function useConnection(): Connection {
  return useSignal(useDesk().connection);
}

/** What needs somebody's attention at this desk: refused intents, newest first, and the two ways out. */
export function useAttention(): {
  readonly intents: readonly Intent[];
  readonly dismiss: (intentId: string) => Promise<void>;
  readonly replaceWith: Desk['replaceWith'];
} {
  const desk = useDesk();
  const intents = useSignal(desk.attention);
  return { intents, dismiss: desk.dismiss, replaceWith: desk.replaceWith };
}

/** Ids of the documents of `resource` with changes that the hub has not answered yet. */
export function usePending(resource: ResourceName): ReadonlySet<string> {
  const intents = useSignal(useDesk().pending);
  return useMemo(() => {
    const effects = intents.flatMap((intent) => intent.effects);
    return new Set(effects.filter((effect) => effect.resource === resource).map((effect) => effect.id));
  }, [intents, resource]);
}

/** Customers for a type-ahead: name, phone digits or e-mail; best first. */
export function useCustomerSearch(text: string, limit = 8): Live<readonly Customer[]> {
  const desk = useDesk();
  const [answer, setAnswer] = useState<Answer<readonly Customer[]>>();
  const key = JSON.stringify([text, limit]);
  useEffect(() => {
    let current = true;
    desk.searchCustomers(text, limit).then(
      (data) => current && setAnswer({ key, data }),
      (error) => current && setAnswer((before) => ({ key, data: before?.data, error })),
    );
    return () => {
      current = false;
    };
  }, [desk, text, limit, key]);
  return { data: answer?.data, loading: answer?.key !== key };
}

/** Everybody who meets the wish, again after every change of a customer. */
export function useCustomerList({ text, order, kind, tag }: CustomerWish): Live<CustomerList> {
  const desk = useDesk();
  return useLive(['customers'], () => desk.listCustomers({ text, order, kind, tag }), [
    text,
    order,
    kind,
    tag,
  ]);
}

/** Milliseconds between looks of which the hub said nothing, and after one that it did not answer. */
const watchEvery = minutes(5);
const watchRetry = 5_000;

/**
 * Asks the hub for what no desk keeps: while it is there, whenever it says that such things may be different by now, and
 * every few minutes in case it does not.
 * @param onAnswer Takes the body, undefined where there was none.
 */
export function useHubWatch(path: string, onAnswer: (body: unknown) => void): void {
  const desk = useDesk();
  const online = useConnection().state === 'online';
  const answered = useEffectEvent(onAnswer);
  useEffect(() => {
    if (!online) return;
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let looking = false;
    let again = false;
    const look = async () => {
      again = looking;
      if (looking) return;
      looking = true;
      clearTimeout(timer);
      const answer = await desk.ask({ method: 'GET', path, signal });
      looking = false;
      if (signal.aborted) return;
      answered(answer.kind === 'ok' ? answer.body : undefined);
      if (again) void look();
      else timer = setTimeout(() => void look(), answer.kind === 'ok' ? watchEvery : watchRetry);
    };
    void look();
    const unwatch = desk.notices.subscribe(() => void look());
    return () => {
      unwatch();
      controller.abort();
      clearTimeout(timer);
    };
  }, [desk, online, path]);
}
