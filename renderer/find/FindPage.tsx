import { t } from '@lingui/core/macro';
import { Drawer, Title } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import bookingClasses from '../booking/booking.module.css';
import { type Draft, QuickBooking } from '../booking/QuickBooking.tsx';
import { useRecentServices } from '../booking/recent-services.ts';
import { likelyService } from '../booking/ServiceSelect.tsx';
import { useLive } from '../data/index.ts';
import page from '../ui/page.module.css';
import { FreeDays } from './FreeDays.tsx';
import classes from './find.module.css';
import { type FreeStart, freeDays } from './free-days.ts';
import { NothingFree } from './NothingFree.tsx';
import { readWish } from './read-wish.ts';
import { timeWordsOf } from './time-words.ts';
import { useFreeSlots } from './useFreeSlots.ts';
import { WishForm } from './WishForm.tsx';
import { nothingWished, type Wish } from './wish.ts';

const weeksAtOnce = 4;
/** Nobody looks further ahead on the phone. */
const mostWeeks = 26;

/** Service and wishes in, free starts across weeks out, while typing; a click on one books it. */
export function FindPage() {
  const { format } = usePractice();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const today = localDate(format.zone, useNow(60_000));
  const staff = useStaff();
  const { recent } = useRecentServices();
  const services = useMemo(() => staff.data?.services.filter((each) => !each.archived) ?? [], [staff.data]);
  const resources = staff.data?.resources ?? [];

  const [text, setText] = useState('');
  /** What was clicked; it counts until words say something else. */
  const [clicked, setClicked] = useState<Partial<Wish>>(() => wishIn(params));
  const [weeks, setWeeks] = useState(weeksAtOnce);
  const [draft, setDraft] = useState<Draft>();

  const words = useMemo(() => (format.locale.startsWith('en') ? undefined : timeWordsOf(format)), [format]);
  const known = { services, resources, today, hour12: format.hour12, words };
  const wish: Wish = { ...nothingWished, ...readWish(text, known), ...clicked };
  const service =
    services.find((each) => each.id === wish.service_id) ?? likelyService(services, undefined, recent);
  const from = wish.from !== undefined && wish.from > today ? wish.from : today;
  const { data, loading } = useFreeSlots(service, wish.resource_id, from, weeks, draft?.hold);
  const days = data ? freeDays(data.slots, wish, format.zone) : [];

  const type = (next: string) => {
    const said = Object.keys(readWish(next, known));
    setText(next);
    setClicked(Object.fromEntries(Object.entries(clicked).filter(([field]) => !said.includes(field))));
    setWeeks(weeksAtOnce);
  };
  const click = (change: Partial<Wish>) => {
    setClicked({ ...clicked, ...change });
    setWeeks(weeksAtOnce);
  };

  const resourceId = wish.resource_id;
  const onPick = useCallback(
    ({ start, resource_id, session }: FreeStart) => {
      if (session) navigate(`/class/${session.id}`);
      else setDraft({ column: resource_id, resource_id: resourceId, start, end: start });
    },
    [resourceId, navigate],
  );
  const customerId = params.get('customer');
  const { data: customer, loading: lookingUp } = useLive(
    ['customers'],
    async (query) => (customerId ? query.get('customers', customerId) : undefined),
    [customerId],
  );

  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">
          {customer ? t`Find a time for ${{ name: customer.name }}` : t`Find a time`}
        </Title>
      </PageBar>
      <div className={classes.body}>
        <WishForm
          text={text}
          wish={wish}
          service={service}
          services={services}
          resources={resources}
          recent={recent}
          from={from}
          today={today}
          onText={type}
          onWish={click}
        />
        <section className={classes.results} aria-label={t`Free starts`} aria-busy={loading}>
          {data && service && days.length === 0 ? (
            <NothingFree
              service={service}
              wish={wish}
              weeks={weeks}
              onWish={click}
              {...(weeks < mostWeeks && { onFurther: () => setWeeks(weeks + weeksAtOnce) })}
            />
          ) : (
            <FreeDays
              days={days}
              {...(data && weeks < mostWeeks && { onFurther: () => setWeeks(weeks + weeksAtOnce) })}
              onPick={onPick}
            />
          )}
        </section>
      </div>
      {draft && !lookingUp && (
        <Drawer.Root
          opened
          onClose={() => setDraft(undefined)}
          position="right"
          // As `className` of its content it would dress what lies around it, too: the whole window.
          classNames={{ content: bookingClasses.drawer }}
          size={440}
          lockScroll={false}
        >
          <Drawer.Content shadow="xl" aria-label={t`Book`}>
            <Drawer.Body pt="md">
              <QuickBooking
                key={draft.column}
                draft={draft}
                resources={resources}
                services={services}
                service={service}
                customer={customer}
                onDraft={setDraft}
                onClose={(id) => {
                  setDraft(undefined);
                  if (id !== undefined) setText('');
                }}
              />
            </Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      )}
    </div>
  );
}

/** What the address asks for: `?service=…&with=…&from=2026-06-01`. */
function wishIn(params: URLSearchParams): Partial<Wish> {
  const [service, person, from] = ['service', 'with', 'from'].map((name) => params.get(name));
  return {
    ...(service && { service_id: service }),
    ...(person && { resource_id: person }),
    ...(from && /^\d{4}-\d{2}-\d{2}$/.test(from) && { from }),
  };
}
