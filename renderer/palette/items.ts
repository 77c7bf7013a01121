import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { useMantineColorScheme } from '@mantine/core';
import {
  type Icon,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCalendarEvent,
  IconCalendarPlus,
  IconCloudUp,
  IconKeyboard,
  IconLanguage,
  IconLock,
  IconUser,
  IconUserCircle,
  IconWalk,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { formatInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { schemes } from '../app/Appearance.tsx';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { screens } from '../app/screens.ts';
import { type ShortcutName, shortcuts } from '../app/shortcuts.ts';
import { usePanels } from '../app/use-panels.ts';
import { bookNext } from '../board/useBookNext.ts';
import { statusWords } from '../booking/status.ts';
import { useCustomerSearch, useDesk, useLive } from '../data/index.ts';
import { useLanguage } from '../language/LanguageProvider.tsx';
import { isLanguage, languages } from '../language/languages.ts';
import { useWho } from '../people/useWho.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { readDate } from './date-words.ts';
import { bestOf, type Findable } from './rank.ts';

/** Something that the palette offers. */
export interface Item extends Findable {
  /** The same for the same thing, so that it can be remembered. */
  readonly key: string;
  readonly icon: Icon;
  /** Quiet words behind it. */
  readonly aside?: string;
  readonly keys?: string;
  readonly run: () => void;
}

export interface ItemGroup {
  readonly name: string;
  readonly items: readonly Item[];
}

/** So many customers are listed, and so many bookings of the first of them. */
const most = { customers: 5, bookings: 4 };

/**
 * What fits the typed words, the likeliest group first; without words what was used lately comes first. While `loading`,
 * customers are still those of the words before.
 */
export function useItems(
  typed: string,
  recent: readonly string[],
): { groups: readonly ItemGroup[]; loading: boolean } {
  const people = usePeople(typed);
  const dates = useDates(typed);
  const places = useScreens();
  const actions = useActions();
  const isTyped = typed.trim() !== '';
  const fixed = [...places, ...actions];
  const lately = isTyped
    ? []
    : recent.flatMap((key) => fixed.find((item) => item.key === key) ?? []).slice(0, 4);
  const rest = (items: readonly Item[]) => items.filter((item) => !lately.includes(item));
  const groups: ItemGroup[] = [
    { name: t`Recent`, items: lately },
    { name: t`Go to a date`, items: dates },
    { name: t`Customers`, items: people.customers },
    { name: t`Bookings`, items: people.bookings },
    { name: t`Screens`, items: rest(bestOf(places, typed)) },
    { name: t`Actions`, items: rest(bestOf(actions, typed)) },
  ];
  return { groups: groups.filter(({ items }) => items.length > 0), loading: people.loading };
}

function usePeople(typed: string): { customers: Item[]; bookings: Item[]; loading: boolean } {
  const navigate = useNavigate();
  const clock = useClock();
  const { format } = usePractice();
  const { data: found = [], loading } = useCustomerSearch(typed.trim(), most.customers);
  const first = found[0]?.id;
  const { data: visits } = useLive(
    ['bookings', 'services'],
    async (query) => {
      if (!first) return { of: first, rows: [] };
      const today = formatInstant(clock() - 24 * 60 * 60_000);
      const all = await query.range('bookings', [
        ['customer_id', '=', first],
        ['start_at', '>=', today],
      ]);
      const next = all.sort((a, b) => a.start_at.localeCompare(b.start_at)).slice(0, most.bookings);
      const rows = next.map(async (booking) => ({
        booking,
        service: (await query.get('services', booking.service_id))?.name,
      }));
      return { of: first, rows: await Promise.all(rows) };
    },
    [first],
  );
  const profiles = screens.some(({ path }) => path === '/customers');
  const customers = found.flatMap(({ id, name, phone, email }): Item[] => {
    const aside = [phone, email].filter(Boolean).join(' · ');
    const at = { icon: IconUser, words: name, ...(aside && { aside }) };
    const book = t`Find a time for ${name}`;
    const toBook = { key: `book:${id}`, icon: IconCalendarPlus, words: book };
    const run = () => void navigate(`/find?customer=${id}`);
    if (!profiles) return [{ ...at, ...toBook, run }];
    const profile = { ...at, key: `customer:${id}`, run: () => void navigate(`/customers/${id}`) };
    return id === first ? [profile, { ...toBook, run }] : [profile];
  });
  const rows = visits && visits.of === first ? visits.rows : [];
  const bookings = rows.map(({ booking, service }): Item => {
    const when = format.dayTime(booking.start_at);
    return {
      key: `booking:${booking.id}`,
      icon: IconCalendarEvent,
      words: [when, found[0]?.name].filter(Boolean).join(' · '),
      aside: [service, statusWords[booking.status]].filter(Boolean).join(' · '),
      run: () => void navigate(`/booking/${booking.id}`),
    };
  });
  return { customers, bookings, loading };
}

function useDates(typed: string): Item[] {
  const navigate = useNavigate();
  const clock = useClock();
  const { format } = usePractice();
  const { language } = useLanguage();
  const today = localDate(format.zone, clock());
  const read = [format.locale, language].map((locale) => readDate(typed, today, locale));
  const date = read.find((one) => one !== undefined);
  if (!date) return [];
  const run = () => void navigate(`/board/${date}`);
  return [{ key: `date:${date}`, icon: IconCalendarEvent, words: format.longDate(date), run }];
}

function useScreens(): Item[] {
  const { _ } = useLingui();
  const navigate = useNavigate();
  return useMemo(
    () =>
      screens.map(({ path, words, icon, within }) => {
        const parent = screens.find((screen) => screen.path === within);
        return {
          key: `screen:${path}`,
          icon,
          words: _(words),
          ...(parent && { aside: _(parent.words) }),
          run: () => void navigate(path),
        };
      }),
    [_, navigate],
  );
}

function useActions(): Item[] {
  const { _ } = useLingui();
  const navigate = useNavigate();
  const clock = useClock();
  const panels = usePanels();
  const { format } = usePractice();
  const { undo, redo, canUndo, canRedo } = useUndo();
  const desk = useDesk();
  const { people, current } = useWho();
  const { setColorScheme } = useMantineColorScheme();
  const { language, choose } = useLanguage();
  const keysOf = (name: ShortcutName) => shortcuts[name].keys[0];
  const looks = t`Appearance`;
  const tongue = t`Language`;
  return [
    {
      key: 'book',
      icon: IconCalendarPlus,
      words: t`New booking`,
      also: t`book appointment first free`,
      run: () => void navigate(`/board/${localDate(format.zone, clock())}`, { state: bookNext }),
    },
    {
      key: 'walk-in',
      icon: IconWalk,
      words: t`Note a walk-in`,
      run: () => void navigate('/arrivals?walk-in'),
    },
    {
      key: 'today',
      icon: IconCalendarEvent,
      words: t`Go to today`,
      run: () => void navigate(`/board/${localDate(format.zone, clock())}`),
    },
    ...(canUndo
      ? [
          {
            key: 'undo',
            icon: IconArrowBackUp,
            words: t`Undo`,
            aside: canUndo,
            keys: keysOf('undo'),
            run: undo,
          },
        ]
      : []),
    ...(canRedo
      ? [
          {
            key: 'redo',
            icon: IconArrowForwardUp,
            words: t`Redo`,
            aside: canRedo,
            keys: keysOf('redo'),
            run: redo,
          },
        ]
      : []),
    {
      key: 'waiting',
      icon: IconCloudUp,
      words: t`Changes that wait for the hub`,
      also: t`offline connection export`,
      run: () => panels?.open('waiting'),
    },
    {
      key: 'who',
      icon: IconUserCircle,
      words: t`Sign in at this desk`,
      also: t`switch person user PIN`,
      ...(current && { aside: t`Signed in: ${current.name}` }),
      run: () => panels?.open('who'),
    },
    ...(people.length > 0
      ? [
          {
            key: 'lock',
            icon: IconLock,
            words: t`Lock this desk`,
            keys: keysOf('lock'),
            run: desk.people.lock,
          },
        ]
      : []),
    {
      key: 'help',
      icon: IconKeyboard,
      words: t`Keyboard shortcuts`,
      also: t`help`,
      keys: keysOf('help'),
      run: () => panels?.open('help'),
    },
    ...schemes.map(({ value, words, Icon }) => ({
      key: `looks:${value}`,
      icon: Icon,
      words: _(words),
      also: looks,
      aside: looks,
      run: () => setColorScheme(value),
    })),
    ...Object.entries(languages)
      .filter(([tag]) => tag !== language)
      .map(([tag, { name }]) => ({
        key: `language:${tag}`,
        icon: IconLanguage,
        words: name,
        also: tongue,
        aside: tongue,
        run: () => isLanguage(tag) && choose(tag),
      })),
  ];
}
