import { t } from '@lingui/core/macro';
import { NavLink } from 'react-router';
import classes from './sections.module.css';

/** The kinds of integrations, each at an address of its own. */
export function Sections() {
  return (
    <nav className={classes.sections} aria-label={t`Kinds of integrations`}>
      <NavLink to="/integrations" end>
        {t`Webhooks`}
      </NavLink>
      <NavLink to="/integrations/keys">{t`API keys`}</NavLink>
      <NavLink to="/integrations/feeds">{t`Calendar feeds`}</NavLink>
    </nav>
  );
}
