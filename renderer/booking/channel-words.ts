import { t } from '@lingui/core/macro';

/** How customer and staff meet: `Video zoom` of `video_zoom`; what the practice named itself stays as it is. */
export function channelWords(channel: string): string {
  switch (channel) {
    case 'in_person':
      return t`In person`;
    case 'phone':
      return t`Phone`;
    case 'video':
      return t`Video`;
    case 'online':
      return t`Online`;
    case 'home':
    case 'home_visit':
      return t`Home visit`;
    default:
      return channel.charAt(0).toUpperCase() + channel.slice(1).replaceAll('_', ' ');
  }
}
