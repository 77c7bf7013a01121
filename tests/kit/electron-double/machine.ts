import type { NativeTheme, Rectangle, Screen } from 'electron';

/** One screen of a usual size, light. */
const workArea: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };

export const screen = {
  getPrimaryDisplay: () => ({ workArea }),
  getAllDisplays: () => [{ workArea }],
} satisfies {
  getPrimaryDisplay(): Pick<ReturnType<Screen['getPrimaryDisplay']>, 'workArea'>;
  getAllDisplays(): Pick<ReturnType<Screen['getAllDisplays']>[number], 'workArea'>[];
};

export const nativeTheme = { shouldUseDarkColors: false } satisfies Pick<NativeTheme, 'shouldUseDarkColors'>;
