import { plural } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useViolations } from '../attention/violations.tsx';

/** Bookings to come that lie where they may not be by now, of one resource or of all, and the way to them. */
export function AttentionHint({ resourceId }: { readonly resourceId?: string }) {
  const found = useViolations().filter(
    ({ booking, reasons }) =>
      resourceId === undefined ||
      booking.resource_id === resourceId ||
      reasons.some((reason) => reason.resource_id === resourceId),
  );
  if (found.length === 0) return null;
  return (
    <Alert variant="outline" color="var(--desk-warn)" icon={<IconAlertTriangle size={18} aria-hidden />}>
      {plural(found.length, {
        one: '# booking lies where it may not be any more. It stays until somebody decides.',
        other: '# bookings lie where they may not be any more. They stay until somebody decides.',
      })}{' '}
      <Anchor component={Link} to="/attention" size="sm" underline="always">
        <Trans>To Needs attention</Trans>
      </Anchor>
    </Alert>
  );
}
