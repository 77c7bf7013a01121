import classes from './people.module.css';

/** A person as two letters in a circle; their name stands beside it. */
export function Initials({ name, small = false }: { readonly name: string; readonly small?: boolean }) {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)];
  const letters = ends.map((word) => [...(word ?? '')][0] ?? '').join('');
  return (
    <span className={classes.initials} data-small={small || undefined} aria-hidden>
      {letters.toLocaleUpperCase()}
    </span>
  );
}
