import { t } from '@lingui/core/macro';
import { Button, Title } from '@mantine/core';
import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link, Outlet, useLocation, useParams } from 'react-router';
import { PageBar } from '../app/PageBar.tsx';
import page from '../ui/page.module.css';
import { CustomerListPane } from './CustomerListPane.tsx';
import classes from './customers.module.css';

/** What the screens beside the list may ask of it. */
export interface BesideList {
  /** Puts the cursor into the search. */
  readonly search: () => void;
}

/** Everybody who comes, and beside the list whoever was chosen; a narrow window shows one of the two. */
export function CustomersPage() {
  const { id } = useParams();
  const alone = useLocation().pathname === '/customers';
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const beside: BesideList = { search: () => field.current?.focus() };
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">{t`Customers`}</Title>
        <Button
          component={Link}
          to="/customers/new"
          size="compact-md"
          leftSection={<IconUserPlus size={16} aria-hidden />}
          className={classes.barButton}
        >
          {t`New customer`}
        </Button>
        <Button
          component={Link}
          to="/customers/import"
          size="compact-md"
          variant="default"
          leftSection={<IconFileImport size={16} aria-hidden />}
          className={classes.wideOnly}
        >
          {t`Import…`}
        </Button>
      </PageBar>
      <div className={classes.panes} data-beside={!alone || undefined}>
        <CustomerListPane field={field} text={text} onText={setText} open={id} />
        <section className={classes.beside} aria-label={t`Details`}>
          <Outlet context={beside} />
        </section>
      </div>
    </div>
  );
}
