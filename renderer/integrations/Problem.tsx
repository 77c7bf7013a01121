import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Refusal } from '../../shared/errors.ts';
import { Message } from '../ui/Message.tsx';
import { hubWords } from './words.ts';

/** The hub would not show something: says why, and the ways on. */
export function Problem({ refusal, onAgain }: { readonly refusal: Refusal; readonly onAgain: () => void }) {
  const gone = refusal.code === 'not_found';
  return (
    <Message
      icon={<IconAlertTriangle size={44} stroke={1.4} aria-hidden />}
      title={gone ? t`It isn’t there any more` : t`This can’t be shown`}
      actions={
        gone ? (
          <Button component={Link} to="/integrations" variant="light">
            <Trans>To all integrations</Trans>
          </Button>
        ) : (
          <Button variant="light" onClick={onAgain}>
            <Trans>Try again</Trans>
          </Button>
        )
      }
    >
      {gone ? t`Somebody removed it meanwhile.` : hubWords(refusal)}
    </Message>
  );
}
