import { t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '../ui/Message.tsx';

export function NotFound() {
  return (
    <Message
      title={t`There is no such page`}
      actions={
        <Button component={Link} to="/board">
          {t`To the board`}
        </Button>
      }
    >
      {t`The address may be mistyped, or from another version.`}
    </Message>
  );
}
