import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      title={t`No free time for ${{ service: service.name }}`}
      actions={
        <Group justify="center" gap="xs">
          <Button component={Link} to={`/waitlist?${asked}`} variant="light">
            <Trans>Put on the waitlist</Trans>
          </Button>
          {onFurther && (
            <Button variant="light" onClick={onFurther}>
              <Trans>Look 4 weeks further</Trans>
            </Button>
          )}
          {wish.resource_id && (
            <Button variant="default" onClick={() => onWish({ resource_id: undefined })}>
              <Trans>With anyone</Trans>
            </Button>
          )}
          {wish.days.length > 0 && (
            <Button variant="default" onClick={() => onWish({ days: [] })}>
              <Trans>On any day</Trans>
            </Button>
          )}
          {timed && (
            <Button
              variant="default"
              onClick={() => onWish({ parts: [], after: undefined, before: undefined })}
            >
              <Trans>At any time of the day</Trans>
            </Button>
          )}
        </Group>
      }
    >
      {plural(weeks, {
        one: 'Nothing suits these wishes within # week.',
        other: 'Nothing suits these wishes within # weeks.',
      })}
    </Message>
  );
}
