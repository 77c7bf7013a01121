import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './settings.module.css';

interface SectionProps {
  readonly title: string;
  readonly hint?: ReactNode;
  /** Beside the title. */
  readonly action?: ReactNode;
  /** Inputs side by side where there is room; otherwise as they are. */
  readonly fields?: boolean;
  readonly children: ReactNode;
}

/** Some fields, or a list, under one heading. */
export function Section({ title, hint, action, fields = false, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.head}>
        <div>
          <Title order={3} size="h5">
            {title}
          </Title>
          {hint && (
            <Text size="sm" c="dimmed" component="div">
              {hint}
            </Text>
          )}
        </div>
        {action}
      </header>
      {fields ? <div className={classes.fields}>{children}</div> : children}
    </section>
  );
}
