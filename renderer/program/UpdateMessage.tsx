import { t } from '@lingui/core/macro';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { ProblemText } from '../ui/ProblemText.tsx';

interface UpdateMessageProps {
  readonly version: string;
  /** Answers why it is not done now. */
  readonly onRestart: () => Promise<string | undefined>;
  readonly onLater: () => void;
}

/** A newer program is ready: now, or when it is closed anyway. */
export function UpdateMessage({ version, onRestart, onLater }: UpdateMessageProps) {
  const [why, setWhy] = useState<string>();
  return (
    <>
      <Text size="sm" mb="xs">
        {t`Dunebook ${version} is ready. It is installed when you close Dunebook, or now: that takes a minute, and everything is kept.`}
      </Text>
      {why && <ProblemText>{why}</ProblemText>}
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => void onRestart().then(setWhy)}>
          {t`Restart now`}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onLater}>
          {t({ message: 'Later', context: 'not now' })}
        </Button>
      </Group>
    </>
  );
}
