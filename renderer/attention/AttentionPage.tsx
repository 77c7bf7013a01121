import { Stack, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { PageBar } from '../app/PageBar.tsx';
import { useAttention } from '../data/index.ts';
import { Message } from '../ui/Message.tsx';
import classes from './attention.module.css';
import { RefusedIntent } from './RefusedIntent.tsx';

/** What somebody did here and the hub could not accept, each with the ways out (rule S6). */
export function AttentionPage() {
  const { intents, dismiss } = useAttention();
  return (
    <div className={classes.page}>
      <PageBar>
        <Title order={1} size="h4">
          Needs attention
        </Title>
      </PageBar>
      <div className={classes.list}>
        {intents.length === 0 ? (
          <Message
            icon={<IconCircleCheck size={44} stroke={1.4} color="var(--desk-good)" aria-hidden />}
            title="Nothing needs you"
          >
            When something that was done here couldn’t be accepted, because somebody else took the time, say,
            it waits here with the ways out.
          </Message>
        ) : (
          <Stack component="ul" gap="sm" className={classes.items} aria-label="Needs attention">
            {intents.map((intent) => (
              <RefusedIntent key={intent.id} intent={intent} onSettled={() => dismiss(intent.id)} />
            ))}
          </Stack>
        )}
      </div>
    </div>
  );
}
