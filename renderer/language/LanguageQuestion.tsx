import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useLanguage } from './LanguageProvider.tsx';

/** Asks before another language builds the screen anew over something that is being filled in. */
export function LanguageQuestion() {
  const { answer } = useLanguage();
  const stay = () => answer(false);
  return (
    <Modal
      opened
      onClose={stay}
      title={
        <Text fw={600}>
          <Trans>Change the language now?</Trans>
        </Text>
      }
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="sm"
      centered
      zIndex={400}
    >
      <Text size="sm">
        <Trans>What is open is built anew. What you filled in and didn’t save is lost.</Trans>
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => answer(true)}>
          <Trans>Change it</Trans>
        </Button>
        <Button data-autofocus onClick={stay}>
          <Trans>Stay</Trans>
        </Button>
      </Group>
    </Modal>
  );
}
