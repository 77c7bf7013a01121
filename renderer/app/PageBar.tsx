import type { ReactNode } from 'react';
import classes from './app.module.css';
import { ConnectionState } from './ConnectionState.tsx';

/** The bar above a page; the connection state is always at its end. */
export function PageBar({ children }: { readonly children: ReactNode }) {
  return (
    <header className={classes.bar}>
      {children}
      <ConnectionState />
    </header>
  );
}
