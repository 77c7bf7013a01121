import { Notifications } from '@mantine/notifications';

/** Where toasts come up. */
export function Notices() {
  return <Notifications position="bottom-center" limit={3} />;
}
