import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './run.ts';
import { unmarkedIn } from './unmarked.ts';

const inFile = (source: string) => unmarkedIn('a.tsx', source).map(({ text, why }) => `${why}: ${text}`);

/** Sources that say nothing to people, and the languages' own names. */
const silent =
  /\.test\.tsx?$|\.d\.ts$|^renderer\/(data|testing)\/|^renderer\/sw(-plugin)?\.ts$|^renderer\/language\/languages\.ts$/;

describe('words', () => {
  it('are found where nobody marked them: in children, attributes and sentences', () => {
    expect(inFile('const a = <p>Nobody waits</p>;')).toEqual(['not marked: Nobody waits']);
    expect(inFile('const a = <b aria-label="days">{n > 1 ? "many" : ""}</b>;')).toEqual([
      'not marked: days',
      'not marked: many',
    ]);
    const template = `\`$\{n} booked\``;
    expect(inFile(`const a = () => ({ title: "Not booked", message: ${template} });`)).toEqual([
      'not marked: Not booked',
      'not marked: {} booked',
    ]);
  });

  it('are found where they are said before the language is known', () => {
    expect(inFile('const a = t`Board`; const b = () => t`Board`;')).toEqual(['said too early: Board']);
  });

  it('are not found in what is marked, nor in what only programs read', () => {
    expect(inFile('const a = () => <p title={t`Who waits`}><Trans>Nobody waits</Trans></p>;')).toEqual([]);
    expect(inFile('const a = () => plural(n, { one: "# seat left", other: "# seats left" });')).toEqual([]);
    expect(
      inFile('const a = <p className="Big one" data-kind="two" style={{ color: "var(--x)" }} />;'),
    ).toEqual([]);
    expect(inFile('if (event.key === "Enter") throw new Error("This cannot be");')).toEqual([]);
  });

  it('of the desk are all marked', () => {
    const sources = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).filter((file) => !silent.test(file));
    expect(sources.length).toBeGreaterThan(150);
    const found = sources
      .sort()
      .flatMap((file) =>
        unmarkedIn(file, readFileSync(join(root, file), 'utf8')).map(
          ({ line, text, why }) => `${file}:${line} ${why}: ${text}`,
        ),
      );
    expect(found).toEqual([]);
  });
});
