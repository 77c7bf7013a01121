import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';

/** Makes look-ups of the marked words in sources, and modules of the message files; goes before React's own plugin. */
export function words() {
  return [babel({ presets: [linguiTransformerBabelPreset()] }), lingui({ failOnCompileError: true })];
}
