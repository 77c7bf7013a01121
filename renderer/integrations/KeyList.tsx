import { plural, t } from '@lingui/core/macro';
import { Button, Text, Title } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { usePractice } from '../app/practice.tsx';
import { useHub } from '../person/useHub.ts';
import { Message } from '../ui/Message.tsx';
import { useLate } from '../ui/useLate.ts';
import { Mark, Rows } from './EndpointList.tsx';
import { IntegrationsAway } from './IntegrationsAway.tsx';
import classes from './integrations.module.css';
import { RevokeKey, RotateKey } from './KeyDialogs.tsx';
import { KeyForm } from './KeyForm.tsx';
import { type ApiKey, apiKeys } from './key-wire.ts';
import { Problem } from './Problem.tsx';
import { scopeWords } from './scope-words.ts';
import sections from './sections.module.css';

/** Keys by which other programs ask and change things here. */
export function KeyList() {
  const { data, loading, away, refusal, again } = useHub('/v2/api-keys?limit=100', apiKeys);
  const late = useLate(loading);
  const [open, setOpen] = useState<'add' | { readonly what: 'rotate' | 'revoke'; readonly key: ApiKey }>();
  const close = () => {
    setOpen(undefined);
    again();
  };
  const keys = data?.data.filter(({ revoked_at }) => revoked_at === undefined);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('add')}>
      {t`Make a key`}
    </Button>
  );
  return (
    <>
      {away && <IntegrationsAway />}
      {refusal?.code === 'forbidden' && (
        <Message icon={<IconKey size={44} stroke={1.4} aria-hidden />} title={t`Keys are for the owner`}>
          {t`A key can do what an owner can, so only an owner sees and makes them. Sign out and let the owner sign in.`}
        </Message>
      )}
      {refusal && refusal.code !== 'forbidden' && <Problem refusal={refusal} onAgain={again} />}
      {late && <Rows label={t`Loading keys`} />}
      {keys?.length === 0 && (
        <Message
          icon={<IconKey size={44} stroke={1.4} aria-hidden />}
          title={t`No program has a key yet`}
          actions={add}
        >
          {t`With a key, a website or another program can see free times, book and ask for what it is allowed.`}
        </Message>
      )}
      {keys && keys.length > 0 && (
        <section className={classes.inner} aria-label={t`API keys`}>
          <div className={classes.head}>
            <div>
              <Title order={2} size="h4">
                {t`API keys`}
              </Title>
              <Text size="sm" c="dimmed">
                {t`Other programs show one of these to ask and change things here.`}
              </Text>
            </div>
            {add}
          </div>
          <ul className={classes.list} aria-label={t`API keys`}>
            {keys.map((key) => (
              <li key={key.id} className={`${classes.row} ${sections.wrapping}`}>
                <KeyFacts apiKey={key} />
                <div className={sections.deeds}>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => setOpen({ what: 'rotate', key })}
                  >
                    {t`New secret`}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => setOpen({ what: 'revoke', key })}
                  >
                    {t`Revoke`}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {open === 'add' && <KeyForm onClose={close} />}
      {open && open !== 'add' && open.what === 'rotate' && <RotateKey apiKey={open.key} onClose={close} />}
      {open && open !== 'add' && open.what === 'revoke' && <RevokeKey apiKey={open.key} onClose={close} />}
    </>
  );
}

function KeyFacts({ apiKey }: { readonly apiKey: ApiKey }) {
  const { format } = usePractice();
  const { name, kind, mode, scopes, allowed_origins: origins, last4, last_used_at: used } = apiKey;
  const shown = scopes?.slice(0, 4).map(scopeWords).join(' · ');
  const more = (scopes?.length ?? 0) - 4;
  const allowed =
    kind === 'public'
      ? t`Shows services and free times, and books for visitors`
      : (shown ?? t`Everything that an owner may do`);
  const prefix = `${kind === 'public' ? 'pk' : 'sk'}_${mode}_…${last4}`;
  const when = used ? format.dayTime(used) : undefined;
  const until = apiKey.previous_until && format.dayTime(apiKey.previous_until);
  return (
    <span className={classes.grow}>
      <Text component="span" fw={600} truncate display="block">
        {name}
      </Text>
      <Text component="span" size="xs" c="dimmed" ff="monospace" display="block">
        {prefix}
      </Text>
      <Text component="span" size="sm" display="block">
        {allowed}
        {more > 0 && ` · ${plural(more, { one: '# more', other: '# more' })}`}
      </Text>
      {origins && origins.length > 0 && (
        <Text component="span" size="xs" c="dimmed" display="block">
          {origins.join(' · ')}
        </Text>
      )}
      <Text component="span" size="xs" c="dimmed" display="block">
        {when ? t`Last used ${when}` : t`Never used`}
        {until && ` · ${t`the secret before works until ${until}`}`}
      </Text>
      {mode === 'test' && <Mark tone="soft">{t`Sandbox`}</Mark>}
    </span>
  );
}
