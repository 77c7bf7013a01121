import type { ReactNode } from 'react';
import classes from './desk.module.css';

/** Some of what is chosen for this computer, under a title. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
