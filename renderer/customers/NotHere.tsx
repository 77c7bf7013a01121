import { t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useConnection, useDesk } from '../data/index.ts';
import { Message } from '../ui/Message.tsx';
import { hubCustomer } from './wire.ts';

/** Somebody whom the desk does not have: the hub says whether they became one with another record. */
export function NotHere({ id }: { readonly id: string }) {
  const desk = useDesk();
  const navigate = useNavigate();
  const online = useConnection().state === 'online';
  const [erased, setErased] = useState<boolean>();

  useEffect(() => {
    if (!online) return;
    const controller = new AbortController();
    const path = `/v2/customers/${encodeURIComponent(id)}`;
    void desk.ask({ method: 'GET', path, signal: controller.signal }).then((answer) => {
      if (controller.signal.aborted || answer.kind === 'unreachable') return;
      if (answer.kind === 'refused') return setErased(answer.refusal.code === 'erased');
      const now = hubCustomer.safeParse(answer.body).data;
      if (now && now.id !== id) navigate(`/customers/${now.id}`, { replace: true });
    });
    return () => controller.abort();
  }, [desk, id, online, navigate]);

  if (online && erased === undefined) return null;
  return (
    <Message
      icon={<IconUserOff size={44} stroke={1.4} aria-hidden />}
      title={erased ? t`This person’s data was erased` : t`This customer isn’t at this desk`}
      actions={
        <Button component={Link} to="/customers" variant="light">
          {t`All customers`}
        </Button>
      }
    >
      {erased
        ? t`What stays is that somebody came at these times, and to whom.`
        : t`They may have been removed, or the address is wrong.`}
    </Message>
  );
}
