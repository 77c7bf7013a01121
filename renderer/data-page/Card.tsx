import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './data-page.module.css';

interface CardProps {
  readonly title: string;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One matter of the page. */
export function Card({ title, action, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {action}
      </div>
      {children}
    </section>
  );
}
