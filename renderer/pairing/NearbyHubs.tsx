import { t } from '@lingui/core/macro';
import { Group, Loader, Text } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { DesktopBridge, NearbyHub } from '../../shared/ipc.ts';
import { writeAddress } from '../../shared/lan/address.ts';
import { Ltr } from '../ui/Ltr.tsx';
import classes from './pairing.module.css';

/** Milliseconds between looks. */
const lookEvery = 1_500;

interface NearbyHubsProps {
  readonly program: DesktopBridge;
  readonly chosen: string | undefined;
  readonly onChoose: (hub: NearbyHub) => void;
}

/** The hubs that announce themselves on this network, to choose one. */
export function NearbyHubs({ program, chosen, onChoose }: NearbyHubsProps) {
  const [hubs, setHubs] = useState<readonly NearbyHub[]>([]);

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const found = await program.hubsNearby().catch(() => []);
      if (over) return;
      setHubs(found);
      timer = setTimeout(() => void look(), lookEvery);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [program]);

  if (hubs.length === 0)
    return (
      <Group gap="sm" wrap="nowrap" className={classes.looking}>
        <Loader type="dots" size="sm" aria-hidden />
        <Text size="sm" role="status">
          {t`Looking for practices on this network. You can also type the address that the hub shows.`}
        </Text>
      </Group>
    );
  return (
    <ul className={classes.hubs} aria-label={t`Practices on this network`} aria-live="polite">
      {hubs.map((hub) => {
        const [first] = hub.addresses;
        return (
          <li key={`${hub.hub_id} ${first && writeAddress(first)}`}>
            <button
              type="button"
              className={classes.hub}
              aria-pressed={hub.hub_id === chosen}
              onClick={() => onChoose(hub)}
            >
              <IconBuildingStore size={22} stroke={1.5} aria-hidden />
              <span>
                <Text component="span" fw={600} display="block">
                  {hub.name}
                </Text>
                <Text component="span" size="xs" c="dimmed" display="block">
                  <Ltr>{first && writeAddress(first)}</Ltr>
                </Text>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
