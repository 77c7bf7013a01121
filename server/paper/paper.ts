import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { Ctx } from '../../shared/commands/define.ts';
import { isRefusal } from '../../shared/errors.ts';
import type { MakeId } from '../../shared/ids.ts';
import { loadSheets } from '../../shared/queries/sheets.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { formatInstant, minutes } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { hubActor } from '../access/grant.ts';
import type { Config } from '../config.ts';
import { daySheetPage } from '../schedule/day-sheet-page.ts';
import { sheetWordsOf } from '../schedule/sheet-words.ts';
import { type WeekDay, weekSheetPage } from '../schedule/week-sheet-page.ts';
import type { Store } from '../store/store.ts';
import { sheetsCsv } from './csv.ts';
import { makeFolder, type PaperProblem, problemOf, putWhole, removeOthers } from './files.ts';
import { indexPage } from './index-page.ts';

/** Days on paper, today included. */
const dayCount = 7;
/** A sheet of which nothing changed says at the most so long ago that it was made (milliseconds). */
const stampFor = minutes(60);

/** How the sheets stand. */
export interface PaperState {
  readonly on: boolean;
  readonly folder: string;
  /** When they were last looked over, and all of them right (milliseconds since the epoch). */
  readonly written_at?: number;
  /** Why the last time did not work; absent where it did. */
  readonly problem?: PaperProblem;
}

/**
 * Day sheets, and a week sheet, as files on the hub's own disk: what is left when nothing else works. Whether there are
 * any is a matter of this computer, kept beside its databases; where they are, only who starts the hub says, so that
 * nobody who reaches the API can have files written anywhere.
 */
export interface Paper {
  state(): PaperState;
  /** Switches them on or off; off removes the sheets. */
  setOn(on: boolean): Promise<void>;
  /** Brings all sheets up to date; never rejects. */
  refresh(): Promise<void>;
}

interface Kept {
  readonly config: Config;
  readonly clock: () => number;
  readonly makeId: MakeId;
  readonly log: Logger;
  readonly store: Store;
  /** Whether there are sheets, or what is in their way, is different by now. */
  readonly onChange: () => void;
}

const setting = z.object({ on: z.boolean() });

export function keepPaper({ config, clock, makeId, log, store, onChange }: Kept): Paper {
  const root = resolve(config.paperDir ?? join(config.dataDir, 'paper'));
  let on = readSetting(config.dataDir);
  let writtenAt: number | undefined;
  let problem: PaperProblem | undefined;
  let running: Promise<void> = Promise.resolve();
  /** What each file was made of, and when. */
  const known = new Map<string, { readonly text: string; readonly at: number }>();

  async function refreshOnce(): Promise<void> {
    if (!on) return;
    try {
      const tenants = store.tenants();
      if (tenants.length === 0) return;
      for (const tenant of tenants) await writeAll(tenant, tenants.length === 1 ? root : join(root, tenant));
      if (problem) log.info({ folder: root }, 'paper sheets are written again');
      writtenAt = clock();
      setProblem(undefined);
    } catch (error) {
      const found = problemOf(error);
      if (found !== problem)
        log.warn({ err: error, folder: root }, 'paper sheets could not be written; trying again');
      setProblem(found);
      // Nobody knows what is there by now.
      known.clear();
    }
  }

  function setProblem(found: PaperProblem | undefined): void {
    if (found === problem) return;
    problem = found;
    onChange();
  }

  async function writeAll(tenant: string, folder: string): Promise<void> {
    const now = clock();
    const files = await store.read(tenant, async (view) => {
      const practice = await view.get('practice', tenant);
      if (!practice) return [];
      const { name, locale, timezone: zone } = practice;
      const ctx: Ctx = { now, tenant, actor: hubActor, id: makeId };
      const days: WeekDay[] = [];
      for (let day = 0; day < dayCount; day++) {
        const date = addDays(localDate(zone, now), day);
        const sheets = await loadSheets(view, { date, zone, only: undefined }, ctx);
        if (isRefusal(sheets)) throw new Error(sheets.message);
        days.push({ date, sheets });
      }
      const heading = { practice: name, zone, locale };
      const words = sheetWordsOf(locale);
      const csvOf = (some: readonly WeekDay[], printedAt: number) => {
        const title = words.say('made', { practice: name, time: formatInstant(printedAt) });
        return sheetsCsv(some, { zone, title, words });
      };
      const of = (file: string, make: (printedAt: number) => string) => ({ file, make });
      const first = days[0]?.date ?? '';
      return [
        ...days.flatMap((day) => [
          of(`day-${day.date}.html`, (printedAt) =>
            daySheetPage({ ...heading, date: day.date, printedAt }, day.sheets),
          ),
          of(`day-${day.date}.csv`, (printedAt) => csvOf([day], printedAt)),
        ]),
        of(`week-${first}.html`, (printedAt) => weekSheetPage({ ...heading, printedAt }, days)),
        of(`week-${first}.csv`, (printedAt) => csvOf(days, printedAt)),
        // Says that all of them hold as of now, also those that have not been written anew.
        of('index.html', (printedAt) => indexPage({ ...heading, printedAt }, days)),
      ];
    });
    await makeFolder(folder);
    for (const { file, make } of files) {
      const path = join(folder, file);
      const before = known.get(path);
      const same = before && existsSync(path) && make(before.at) === before.text;
      if (same && file !== 'index.html' && now - before.at < stampFor && now >= before.at) continue;
      const text = make(now);
      await putWhole(folder, file, text);
      known.set(path, { text, at: now });
    }
    await removeOthers(folder, new Set(files.map(({ file }) => file)));
  }

  async function removeAll(): Promise<void> {
    known.clear();
    for (const folder of [root, ...store.tenants().map((tenant) => join(root, tenant))])
      await removeOthers(folder, new Set()).catch(() => undefined);
  }

  function refresh(): Promise<void> {
    running = running.then(refreshOnce);
    return running;
  }

  // Who was erased is on no paper from then on (rule P4).
  store.onCommit(({ erased }) => {
    if (erased) void refresh();
  });

  return {
    state: () => ({
      on,
      folder: root,
      ...(writtenAt !== undefined && { written_at: writtenAt }),
      ...(problem && { problem }),
    }),
    async setOn(next) {
      if (next === on) return;
      await putWhole(config.dataDir, settingFile, JSON.stringify({ on: next }));
      on = next;
      problem = undefined;
      writtenAt = undefined;
      onChange();
      if (on) return refresh();
      running = running.then(removeAll);
      await running;
    },
    refresh,
  };
}

const settingFile = 'paper.json';

function readSetting(dataDir: string): boolean {
  const file = join(dataDir, settingFile);
  if (!existsSync(file)) return false;
  try {
    return setting.parse(JSON.parse(readFileSync(file, 'utf8'))).on;
  } catch {
    return false;
  }
}
