import { t } from '@lingui/core/macro';
import { Select } from '@mantine/core';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { canGive } from './fits.ts';

interface ServiceSelectProps {
  /** Those that can be booked. */
  readonly services: readonly Service[];
  /** Ids of those booked last, the newest first. */
  readonly recent: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (service: Service) => void;
}

/** Which service: those booked lately first; typing narrows. */
export function ServiceSelect({ services, recent, value, onChange }: ServiceSelectProps) {
  return (
    <Select
      label={t`Service`}
      searchable
      allowDeselect={false}
      data={serviceOptions(services, recent)}
      value={value ?? null}
      onChange={(id) => {
        const next = services.find((each) => each.id === id);
        if (next) onChange(next);
      }}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={220}
      nothingFoundMessage={t`No such service`}
    />
  );
}

/** The service booked last that this resource can give; at a new desk, one of about half an hour. */
export function likelyService(
  services: readonly Service[],
  resource: Resource | undefined,
  recent: readonly string[],
): Service | undefined {
  const fitting = resource ? services.filter((service) => canGive(resource, service)) : services;
  const known = recent.map((id) => fitting.find((service) => service.id === id));
  const usual = fitting.toSorted((a, b) => Math.abs(a.duration - 30) - Math.abs(b.duration - 30));
  return known.find((service) => service !== undefined) ?? usual[0] ?? services[0];
}

function serviceOptions(services: readonly Service[], recent: readonly string[]) {
  const option = ({ id, name, duration }: Service) => ({ value: id, label: t`${name} · ${duration} min` });
  const known = recent.flatMap((id) => services.find((service) => service.id === id) ?? []).slice(0, 4);
  const rest = services
    .filter((service) => !known.includes(service))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (known.length === 0) return rest.map(option);
  return [
    { group: t`Booked lately`, items: known.map(option) },
    { group: t`All services`, items: rest.map(option) },
  ];
}
