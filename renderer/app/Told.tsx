import { plural, t } from '@lingui/core/macro';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import { formatInstant } from '../../shared/time/instants.ts';
import { localDate, nextStartOfDay, startOfDay } from '../../shared/time/zones.ts';
import { useDesk, useLive } from '../data/index.ts';
import { useShut } from '../people/useWho.ts';
import { useNow } from './clock.tsx';
import { usePractice } from './practice.tsx';
import { usePreferences } from './preferences.ts';
import { showWindow } from './show-window.ts';
import { playSound, type Sound } from './sound.ts';
import { newlyArrived } from './told.ts';
import { useAttentionCount } from './useAttentionCount.ts';

/** Milliseconds after opening in which nothing is news: the desk only learns how things stand. */
const settling = 8_000;

/** Tells of arrivals at other desks and of what needs attention, where somebody wants to be told; of a locked desk without names. */
export function Told() {
  const [{ sounds, notify }] = usePreferences();
  return sounds || notify ? <Watching sounds={sounds} notify={notify} /> : null;
}

function Watching({ sounds, notify }: { readonly sounds: boolean; readonly notify: boolean }) {
  const desk = useDesk();
  const navigate = useNavigate();
  const { practice, format } = usePractice();
  const attention = useAttentionCount();
  const shut = useShut();
  const today = localDate(format.zone, useNow(60_000));
  const settled = useRef(false);
  const known = useRef<ReadonlySet<string>>(undefined);
  const before = useRef(attention);
  const { data: here } = useLive(
    ['bookings', 'customers'],
    async (query) => {
      const start = startOfDay(format.zone, today);
      const bookings = await query.range('bookings', [
        ['start_at', '>=', formatInstant(start)],
        ['start_at', '<', formatInstant(nextStartOfDay(format.zone, start))],
      ]);
      const arrived = bookings.filter(({ status }) => status === 'checked_in');
      const rows = arrived.map(async (booking) => ({
        booking,
        name: (await query.get('customers', booking.customer_id))?.name,
      }));
      return Promise.all(rows);
    },
    [today, format.zone],
  );
  useEffect(() => {
    const timer = setTimeout(() => {
      settled.current = true;
    }, settling);
    return () => clearTimeout(timer);
  }, []);

  const tell = useEffectEvent((sound: Sound, title: string, body: string, path: string) => {
    if (!settled.current) return;
    if (sounds) playSound(sound);
    if (!notify || Notification.permission !== 'granted') return;
    const notice = new Notification(title, { body, tag: path });
    notice.onclick = () => {
      showWindow();
      void navigate(path);
      notice.close();
    };
  });
  useEffect(() => {
    if (!here) return;
    const own = desk.device();
    const fresh = newlyArrived(known.current, here, own);
    known.current = new Set(here.map(({ booking }) => booking.id));
    for (const { booking, name } of fresh) {
      const title = t`${(!shut && name) || t`Somebody`} has arrived`;
      tell('arrival', title, format.times(booking.start_at, booking.end_at), `/booking/${booking.id}`);
    }
  }, [here, desk, format, shut]);
  useEffect(() => {
    if (attention > before.current) {
      const body = plural(attention, { one: '# thing to look at', other: '# things to look at' });
      tell('attention', t`Needs attention at ${practice.name}`, body, '/attention');
    }
    before.current = attention;
  }, [attention, practice.name]);
  return null;
}
