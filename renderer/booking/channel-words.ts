import { t } from '@lingui/core/macro';

/** How customer and staff meet: `Video · Zoom` of `video_zoom`; what the practice named itself stays as it is. */
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
      if (channel.startsWith('video_')) return `${t`Video`} · ${named(channel.slice('video_'.length))}`;
      return named(channel);
  }
}

function named(channel: string): string {
  return channel.charAt(0).toUpperCase() + channel.slice(1).replaceAll('_', ' ');
}
