import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Checkbox, Group, Modal, ScrollArea, Select, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useConnection, useDesk } from '../data/index.ts';
import { refusalOf } from '../person/person.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { countries } from './countries.ts';

const presets = z.object({
  country: z.string(),
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
  data: z.array(
    z.object({ date: z.string(), name: z.string(), substitute: z.boolean(), closed: z.boolean() }),
  ),
  source: z.string(),
});
type Presets = z.output<typeof presets>;

/** The public holidays of a country in a year, to close on all or some of them in one step. */
export function HolidayDialog({ onClose }: { readonly onClose: () => void }) {
  const { practice, format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const thisYear = Number(localDate(format.zone, useNow(60_000)).slice(0, 4));
  const [country, setCountry] = useState(practice.country);
  const [region, setRegion] = useState('');
  const [year, setYear] = useState(thisYear);
  const [found, setFound] = useState<Presets>();
  const [problem, setProblem] = useState<Refusal>();
  /** Dates on which the practice stays open. */
  const [left, setLeft] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [turn, setTurn] = useState(0);
  /** Where the hub was away, it is asked again as soon as it is there. */
  const online = useConnection().state === 'online';

  useEffect(() => {
    const controller = new AbortController();
    const asked = new URLSearchParams({ country, year: String(year), ...(region && { region }) });
    const look = async (_online: boolean, _turn: number) => {
      const path = `/v2/closures/presets?${asked}`;
      const answer = await desk.ask({ method: 'GET', path, signal: controller.signal });
      if (controller.signal.aborted) return;
      const read = answer.kind === 'ok' ? presets.safeParse(answer.body).data : undefined;
      setFound(read);
      setProblem(answer.kind === 'ok' ? undefined : refusalOf(answer));
    };
    void look(online, turn);
    return () => controller.abort();
  }, [desk, country, region, year, online, turn]);

  const today = localDate(format.zone, useNow(60_000));
  const ahead = (found?.data ?? []).filter(({ date }) => date >= today);
  const open = ahead.filter(({ closed }) => !closed);
  const chosen = open.filter(({ date }) => !left.includes(date));
  const names = new Intl.DisplayNames(format.locale, { type: 'region' });

  const close = async () => {
    setBusy(true);
    const days = chosen.map(({ date, name }) => ({ id: desk.context().id('blk'), date, reason: name }));
    const refusal = await act({
      name: 'blocks.close_days',
      id: days[0]?.id ?? '',
      args: { days },
      said: plural(days.length, { one: 'Closed on # public holiday', other: 'Closed on # public holidays' }),
      reversal: {
        undo: days.map(({ id }) => ({ name: 'blocks.delete', args: { id, kind: 'closure' } })),
        redo: [],
      },
    });
    setBusy(false);
    setProblem(refusal);
    if (!refusal) onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text fw={600}>
          <Trans>Public holidays</Trans>
        </Text>
      }
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="lg"
      centered
    >
      <form
        aria-label={t`Public holidays`}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && chosen.length > 0) void close();
        }}
      >
        <Stack gap="md">
          <Group grow align="flex-end">
            <Select
              label={t`Country`}
              searchable
              allowDeselect={false}
              data={countries.map((code) => ({ value: code, label: names.of(code) ?? code }))}
              value={country}
              onChange={(next) => {
                setRegion('');
                setCountry(next ?? practice.country);
              }}
            />
            <Select
              label={t`Year`}
              allowDeselect={false}
              data={[thisYear, thisYear + 1, thisYear + 2].map(String)}
              value={String(year)}
              onChange={(next) => setYear(Number(next))}
            />
          </Group>
          {found && found.regions.length > 0 && (
            <Select
              label={t`Region`}
              placeholder={t`Those of the whole country`}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t`The whole country` }}
              data={found.regions.map(({ code, name }) => ({ value: code, label: name }))}
              value={region || null}
              onChange={(next) => setRegion(next ?? '')}
            />
          )}
          {problem && <ProblemText>{holidayWords(problem)}</ProblemText>}
          {problem?.code === 'unavailable' && (
            <Button variant="light" style={{ alignSelf: 'start' }} onClick={() => setTurn(turn + 1)}>
              <Trans>Try again</Trans>
            </Button>
          )}
          {found && (
            <ScrollArea.Autosize mah={300} type="auto">
              <Stack gap={8} pe="sm">
                {ahead.map(({ date, name, closed }) => (
                  <Checkbox
                    key={`${date} ${name}`}
                    label={`${format.longDate(date)} · ${name}`}
                    description={closed ? t`Closed already` : undefined}
                    checked={closed || !left.includes(date)}
                    disabled={closed}
                    onChange={() =>
                      setLeft(left.includes(date) ? left.filter((one) => one !== date) : [...left, date])
                    }
                  />
                ))}
              </Stack>
            </ScrollArea.Autosize>
          )}
          {found && open.length === 0 && (
            <Text size="sm">
              <Trans>The practice is closed on all that are still to come.</Trans>
            </Text>
          )}
          {found && (
            <Text size="xs" c="dimmed">
              {found.source}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={busy} disabled={chosen.length === 0}>
              {plural(chosen.length, { one: 'Close on # day', other: 'Close on # days' })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function holidayWords(refusal: Refusal): string {
  if (refusal.code === 'unavailable')
    return t`The list of holidays is kept by the hub, which can’t be reached right now.`;
  if (refusal.code === 'validation_failed')
    return t`No public holidays are known there. Add closures by hand.`;
  return refusalWords(refusal);
}
