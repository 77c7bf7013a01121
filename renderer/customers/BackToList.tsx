import { t } from '@lingui/core/macro';
import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from 'react-router';
import classes from './customers.module.css';

/** Where the list is not beside it: the way back to it. */
export function BackToList() {
  return (
    <ActionIcon
      component={Link}
      to="/customers"
      variant="subtle"
      color="gray"
      aria-label={t`Back to the list`}
      className={classes.back}
    >
      <IconArrowLeft size={18} aria-hidden />
    </ActionIcon>
  );
}
