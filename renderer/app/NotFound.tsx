import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Message } from '../ui/Message.tsx';

export function NotFound() {
  return (
    <Message
      title="There is no such page"
      actions={
        <Button component={Link} to="/board">
          To the board
        </Button>
      }
    >
      The address may be mistyped, or from another version.
    </Message>
  );
}
