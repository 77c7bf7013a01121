import { plural, t } from '@lingui/core/macro';
import { Button, Text } from '@mantine/core';
import { usePractice } from '../app/practice.tsx';
import { type Rescue, useDesk } from '../data/index.ts';
import { AttentionItem } from './AttentionItem.tsx';

/** What this desk keeps was damaged: what became of it, and of what the hub had not got yet. */
export function RescueItem({ rescue: { at, kept, lost } }: { readonly rescue: Rescue }) {
  const { format } = usePractice();
  const desk = useDesk();
  const fromHub = t`Everything that the hub has was fetched from it again.`;
  const safe =
    kept > 0
      ? plural(kept, {
          one: '# change that the hub had not got was kept a second time on this computer; it is sent as always.',
          other:
            '# changes that the hub had not got were kept a second time on this computer; they are sent as always.',
        })
      : t`Nothing waited to be sent.`;
  return (
    <AttentionItem
      title={t`What this desk keeps was damaged, and is mended`}
      aside={t`found ${{ when: format.dayTime(at) }}; the computer’s disk may be failing`}
      ways={
        <Button size="compact-md" variant="subtle" color="gray" onClick={desk.seenRescue}>
          {t`Dismiss`}
        </Button>
      }
    >
      <Text size="sm">
        {fromHub} {(kept > 0 || lost === 0) && safe} {kept > 0 && lost === 0 && t`Nothing is lost.`}
      </Text>
      {lost > 0 && (
        <Text size="sm">
          {plural(lost, {
            one: '# change had no second copy, because there was no room for one, and is lost. Look through what was done here last, and do again what is missing.',
            other:
              '# changes had no second copy, because there was no room for one, and are lost. Look through what was done here last, and do again what is missing.',
          })}
        </Text>
      )}
    </AttentionItem>
  );
}
