import { t } from '@lingui/core/macro';
import { ActionIcon, NumberInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { PersonSelect } from '../booking/PersonSelect.tsx';
import { ServiceSelect } from '../booking/ServiceSelect.tsx';
import classes from './visits.module.css';

/** One service of a stay. */
export interface Item {
  readonly key: number;
  readonly service: Service;
  /** Absent: anyone free. */
  readonly resource_id: string | undefined;
  /** Minutes between it and the one before. */
  readonly gap: number;
}

interface ItemRowProps {
  readonly item: Item;
  readonly index: number;
  readonly services: readonly Service[];
  readonly recent: readonly string[];
  readonly resources: readonly Resource[];
  readonly onChange: (item: Item) => void;
  readonly onRemove?: () => void;
}

/** A service of a stay, with whom, and how long after the one before. */
export function ItemRow({ item, index, services, recent, resources, onChange, onRemove }: ItemRowProps) {
  return (
    <fieldset className={classes.item} aria-label={t`Service ${{ number: index + 1 }}`}>
      <ServiceSelect
        services={services}
        recent={recent}
        value={item.service.id}
        onChange={(service) => onChange({ ...item, service, resource_id: undefined })}
      />
      <PersonSelect
        resources={resources}
        service={item.service}
        value={item.resource_id}
        onChange={(resource_id) => onChange({ ...item, resource_id })}
      />
      <NumberInput
        label={t`Gap`}
        min={0}
        max={480}
        step={5}
        suffix={` ${t`min`}`}
        disabled={index === 0}
        value={index === 0 ? 0 : item.gap}
        onChange={(value) => typeof value === 'number' && onChange({ ...item, gap: Math.round(value) })}
      />
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t`Without service ${{ number: index + 1 }}`}
          onClick={onRemove}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </fieldset>
  );
}
