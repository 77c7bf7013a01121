import { Button, Group } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Service } from '../../shared/resources/services.ts';
import { Message } from '../ui/Message.tsx';
import type { Wish } from './wish.ts';

interface NothingFreeProps {
  readonly service: Service;
  readonly wish: Wish;
  readonly weeks: number;
  readonly onWish: (change: Partial<Wish>) => void;
  readonly onFurther?: () => void;
}

/** No start suits: says so, and which wish to give up. */
export function NothingFree({ service, wish, weeks, onWish, onFurther }: NothingFreeProps) {
  const timed = wish.parts.length > 0 || wish.after !== undefined || wish.before !== undefined;
  const asked = new URLSearchParams({
    service: service.id,
    ...(wish.resource_id && { with: wish.resource_id }),
  });
  return (
    <Message
      icon={<IconCalendarOff size={44} stroke={1.4} aria-hidden />}
      title={`No free time for ${service.name}`}
      actions={
        <Group justify="center" gap="xs">
          <Button component={Link} to={`/waitlist?${asked}`} variant="light">
            Put on the waitlist
          </Button>
          {onFurther && (
            <Button variant="light" onClick={onFurther}>
              Look 4 weeks further
            </Button>
          )}
          {wish.resource_id && (
            <Button variant="default" onClick={() => onWish({ resource_id: undefined })}>
              With anyone
            </Button>
          )}
          {wish.days.length > 0 && (
            <Button variant="default" onClick={() => onWish({ days: [] })}>
              On any day
            </Button>
          )}
          {timed && (
            <Button
              variant="default"
              onClick={() => onWish({ parts: [], after: undefined, before: undefined })}
            >
              At any time of the day
            </Button>
          )}
        </Group>
      }
    >
      Nothing suits these wishes within {weeks} weeks.
    </Message>
  );
}
