import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Title } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Service } from '../../shared/resources/services.ts';
import { services } from '../../shared/resources/services.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { useDesk } from '../data/index.ts';
import { FormFrame } from '../forms/FormFrame.tsx';
import { useSchemaForm } from '../forms/useSchemaForm.ts';
import { Message } from '../ui/Message.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { swapDeed, updateDeed } from './deeds.ts';
import { ServiceFields } from './ServiceFields.tsx';
import { ServicePreview } from './ServicePreview.tsx';
import { newService, serviceArgs, serviceField, valuesOfService } from './service-values.ts';
import classes from './settings.module.css';
import { useAway } from './useAway.ts';

/** One service, or a new one. */
export function ServicePage() {
  const { id = 'new' } = useParams();
  const { data } = useStaff();
  if (!data) return null;
  const service = data.services.find((each) => each.id === id);
  if (!service && id !== 'new')
    return (
      <Message
        icon={<IconListDetails size={44} stroke={1.4} aria-hidden />}
        title={t`This service isn’t there`}
        actions={
          <Button component={Link} to="/settings/services" variant="light">
            <Trans>To all services</Trans>
          </Button>
        }
      >
        <Trans>It may have been removed, or the address is wrong.</Trans>
      </Message>
    );
  return (
    <section className={classes.inner} data-wide aria-label={service?.name ?? t`New service`}>
      <div className={classes.head}>
        <div>
          <Link to="/settings/services" className={classes.back}>
            <Trans>All services</Trans>
          </Link>
          <Group gap="sm">
            <Title order={2} size="h4">
              {service?.name ?? <Trans>New service</Trans>}
            </Title>
            {service?.archived && (
              <Badge variant="default" tt="none">
                <Trans>Archived</Trans>
              </Badge>
            )}
          </Group>
        </div>
        {service && <ArchiveButton service={service} />}
      </div>
      <ServiceForm key={id} service={service} />
    </section>
  );
}

function ServiceForm({ service }: { readonly service: Service | undefined }) {
  const { practice } = usePractice();
  const { currency, timezone } = practice;
  const desk = useDesk();
  const { act } = useUndo();
  const navigate = useNavigate();
  const away = useAway();
  const form = useSchemaForm({
    schema: services.create,
    values: service ? valuesOfService(service, currency, timezone) : newService(currency, timezone),
    version: service?.version,
    toArgs: serviceArgs,
    fieldOf: serviceField,
    save: (args, changed, _values, version) => {
      const name = String(args.name).trim();
      if (service) {
        const before = serviceArgs(valuesOfService(service, currency, timezone));
        return act(updateDeed('services.update', service.id, changed, before, t`Saved ${name}`, version));
      }
      const id = desk.context().id('svc');
      return act({
        name: 'services.create',
        id,
        args: { id, ...args },
        said: t`Added ${name}`,
        reversal: {
          undo: [{ name: 'services.delete', args: { id } }],
          redo: [{ name: 'services.restore', args: { id } }],
        },
      });
    },
    onSaved: () => {
      if (!service) void navigate('/settings/services');
    },
  });
  return (
    <div className={classes.beside}>
      <FormFrame
        form={form}
        label={service?.name ?? t`New service`}
        action={service ? t`Save` : t`Add the service`}
        disabled={away}
      >
        <ServiceFields form={form} />
      </FormFrame>
      <ServicePreview values={form.form.values} />
    </div>
  );
}

function ArchiveButton({ service }: { readonly service: Service }) {
  const { act } = useUndo();
  const away = useAway();
  const [problem, setProblem] = useState<string>();
  const { id, name, archived } = service;
  const swap = async () => {
    const refusal = await act(
      archived
        ? swapDeed('services.restore', 'services.delete', id, t`${name} can be booked again`)
        : swapDeed('services.delete', 'services.restore', id, t`Archived ${name}; its bookings stay`),
    );
    setProblem(refusal && refusalWords(refusal));
  };
  return (
    <div>
      <Button
        variant="default"
        leftSection={
          archived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />
        }
        disabled={away !== undefined}
        onClick={() => void swap()}
      >
        {archived ? <Trans>Offer it again</Trans> : <Trans>Archive</Trans>}
      </Button>
      {problem && <ProblemText>{problem}</ProblemText>}
    </div>
  );
}
