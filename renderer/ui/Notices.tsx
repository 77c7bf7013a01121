import { Notifications } from '@mantine/notifications';

/** Where toasts come up; nobody needs one before the first screen stands. */
export function Notices() {
  return <Notifications position="bottom-center" limit={3} />;
}
