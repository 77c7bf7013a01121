import { t } from '@lingui/core/macro';
import { Box, Button, Group, TextInput } from '@mantine/core';
import type { DesktopBridge } from '../../shared/ipc.ts';

interface PathInputProps {
  readonly label: string;
  readonly description: string;
  readonly placeholder?: string;
  readonly what: 'backup' | 'folder';
  /** Lets somebody choose; absent where the path is one of another computer, or this is a browser. */
  readonly program: DesktopBridge | undefined;
  readonly value: string;
  readonly onPath: (path: string) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

/** A path of the hub's computer: typed, or chosen where the program runs there. */
export function PathInput({ what, program, onPath, ...input }: PathInputProps) {
  const choose = async () => {
    const path = await program?.pickPath({ what });
    if (path !== undefined) onPath(path);
  };
  return (
    <TextInput
      {...input}
      dir="ltr"
      autoComplete="off"
      onChange={(event) => onPath(event.currentTarget.value)}
      inputContainer={(field) =>
        program ? (
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <Box flex={1}>{field}</Box>
            <Button variant="default" disabled={input.disabled ?? false} onClick={() => void choose()}>
              {t`Choose…`}
            </Button>
          </Group>
        ) : (
          field
        )
      }
    />
  );
}
