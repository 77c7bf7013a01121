import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Stack, Text } from '@mantine/core';
import { toMinor } from '../../shared/money.ts';
import { minutes } from '../../shared/time/instants.ts';
import { startOfDay } from '../../shared/time/zones.ts';
import { lengthWords } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { fillsNeed } from '../booking/fits.ts';
import { numberOf } from '../forms/inputs.ts';
import { Section } from './Section.tsx';
import type { ServiceValues } from './service-values.ts';
import classes from './settings.module.css';

/** How the service looks to who books it: the time it takes on the board, its starts, and with whom. */
export function ServicePreview({ values }: { readonly values: ServiceValues }) {
  const { format } = usePractice();
  const { data } = useStaff();
  const { name, color, duration, buffer_before, buffer_after } = values;
  const length = wholeOf(duration);
  if (length === undefined || length < 1) return null;
  const [before, after] = [wholeOf(buffer_before) ?? 0, wholeOf(buffer_after) ?? 0];
  const main = values.needs[0];
  const able = (data?.resources ?? []).filter((each) =>
    main
      ? fillsNeed(each, {
          skills: main.skills,
          kind: main.kind,
          ...(main.by === 'ids' && { resource_ids: main.resource_ids }),
        })
      : each.kind === 'practitioner',
  );
  const step = Math.max(wholeOf(values.slot_step) ?? Math.min(15, length), 1);
  const nine = startOfDay(format.zone, '2026-06-01') + minutes(9 * 60);
  const starts = [0, 1, 2, 3].map((n) => format.time(nine + minutes(n * step))).join(', ');
  return (
    <aside className={classes.aside}>
      <Section title={t`How it looks when booking`}>
        <Stack gap="sm">
          <div className={classes.bar} aria-hidden>
            {before > 0 && <span data-buffer style={{ flex: before }} />}
            <span data-visit style={{ flex: length, background: tint(color) }}>
              {lengthWords(length)}
            </span>
            {after > 0 && <span data-buffer style={{ flex: after }} />}
          </div>
          <div>
            <Text fw={600}>{name.trim() || t`Name of the service`}</Text>
            <Text size="sm" c="dimmed">
              {[lengthWords(length), priceWords(values, values.amount, format.money)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {before + after > 0 && (
              <Text size="sm" c="dimmed">
                <Trans>
                  Takes {lengthWords(before + length + after)} of the day, with what is kept free around it.
                </Trans>
              </Text>
            )}
          </div>
          <Text size="sm">
            <Trans>Starts at {starts} and so on, where people begin at nine.</Trans>
          </Text>
          {values.taught ? (
            <Text size="sm">
              <Trans>It is booked seat by seat, in classes that are put on the board.</Trans>
            </Text>
          ) : (
            <div>
              <Text size="sm" fw={600}>
                <Trans>With</Trans>
              </Text>
              {able.length === 0 && (
                <Text size="sm" c="var(--desk-warn)">
                  <Trans>Nobody can give it yet, so it can’t be booked.</Trans>
                </Text>
              )}
              {able.slice(0, 8).map(({ id, name }) => (
                <Text key={id} size="sm" truncate>
                  {[name, ...ownWords(values, id, format.money)].join(' · ')}
                </Text>
              ))}
              {able.length > 8 && (
                <Text size="sm" c="dimmed">
                  <Trans>and {able.length - 8} more</Trans>
                </Text>
              )}
            </div>
          )}
        </Stack>
      </Section>
    </aside>
  );
}

type Money = ReturnType<typeof usePractice>['format']['money'];

/** What differs with one person. */
function ownWords(values: ServiceValues, id: string, money: Money): string[] {
  const own = values.overrides.find((each) => each.resource_id === id);
  const length = wholeOf(own?.duration ?? '');
  const price = own && priceWords(values, own.amount, money);
  return [...(length ? [lengthWords(length)] : []), ...(price ? [price] : [])];
}

function priceWords(
  { priced, currency }: ServiceValues,
  given: number | string,
  money: Money,
): string | undefined {
  const amount = numberOf(given);
  if (priced === 'none' || typeof amount !== 'number' || !/^[A-Z]{3}$/.test(currency)) return undefined;
  if (priced === 'custom') return t`price by agreement`;
  const amount_minor = toMinor(amount, currency);
  return amount_minor === undefined ? undefined : money({ amount_minor, currency, type: priced });
}

function wholeOf(value: number | string): number | undefined {
  const number = numberOf(value);
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

function tint(color: string): string {
  return color ? `color-mix(in srgb, ${color} 26%, var(--desk-card-base))` : 'var(--desk-accent-soft)';
}
