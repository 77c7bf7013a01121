import { t } from '@lingui/core/macro';
import { Button, Text } from '@mantine/core';
import { usePanels } from '../app/use-panels.ts';
import { uncopiedWords } from '../waiting/uncopied-words.ts';
import { AttentionItem } from './AttentionItem.tsx';

/** So much waits here that there is no room for a second copy; ends by itself as soon as the hub has got enough of it. */
export function UncopiedItem({ count }: { readonly count: number }) {
  const panels = usePanels();
  return (
    <AttentionItem
      title={t`Much waits for the hub on this computer`}
      ways={
        <Button size="compact-md" variant="default" onClick={() => panels?.open('waiting')}>
          {t`Look at what waits`}
        </Button>
      }
    >
      <Text size="sm">{uncopiedWords(count)}</Text>
    </AttentionItem>
  );
}
