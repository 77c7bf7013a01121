import type { ReactNode } from 'react';
import classes from './choices.module.css';

/** Choices of which several may be taken, under one name. */
export function Choices({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes.choices}>
      <legend>{label}</legend>
      <div>{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  readonly name: string;
  /** The name at full length, where it is cut short. */
  readonly title?: string;
  readonly chosen: boolean;
  /** It cannot be given up. */
  readonly fixed?: boolean;
  readonly onChoose: () => void;
}

export function Choice({ name, title, chosen, fixed = false, onChoose }: ChoiceProps) {
  return (
    <button
      type="button"
      className={classes.choice}
      title={title}
      aria-pressed={chosen}
      disabled={fixed}
      onClick={onChoose}
    >
      {name}
    </button>
  );
}

/** With it where it was not among them, otherwise without it. */
export function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}

/** `Monday` of `monday`. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
