import { createTheme, type MantineColorsTuple } from '@mantine/core';

const lagoon: MantineColorsTuple = [
  '#e3f6f8',
  '#d0eaee',
  '#a3d4db',
  '#72bdc9',
  '#4caab9',
  '#339fb0',
  '#1f91a3',
  '#0b7285',
  '#0a6474',
  '#06525f',
];

/** The greys of tokens.css, for Mantine's own surfaces in the dark: text first, then lines, fields, the page. */
const dark: MantineColorsTuple = [
  '#e6e8ea',
  '#c1c8cf',
  '#a3abb3',
  '#7d868f',
  '#3d434a',
  '#31363c',
  '#24282d',
  '#1c1f23',
  '#16181b',
  '#101215',
];

/** Mantine's side of the looks; our own styles take theirs from tokens.css. */
export const theme = createTheme({
  primaryColor: 'lagoon',
  colors: { lagoon, dark },
  // White words on it have 5.5 to 1 in the dark, too.
  primaryShade: 7,
  autoContrast: true,
  defaultRadius: 6,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: { fontWeight: '600' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});
