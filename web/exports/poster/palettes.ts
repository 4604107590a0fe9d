export type Theme = 'light' | 'dark';

/** Colors of a poster: those of the playground on its own background. */
export const palettes: Record<Theme, Record<string, string>> = {
  light: {
    paper: '#fcfcfa',
    ink: '#1d2024',
    'ink-2': '#474d54',
    'ink-3': '#626970',
    rule: '#d8d9d6',
    'cross-entropy': '#00619b',
    'mean-squared-error': '#a84400',
    triplet: '#00694e',
    'class-0': '#00619b',
    'class-1': '#b4520a',
    'class-2': '#00694e',
    'class-3': '#8a3b7f',
  },
  dark: {
    paper: '#15171a',
    ink: '#ebebe6',
    'ink-2': '#babdbf',
    'ink-3': '#979ca1',
    rule: '#33373c',
    'cross-entropy': '#6bbcf0',
    'mean-squared-error': '#f59a5f',
    triplet: '#3fc79c',
    'class-0': '#6bbcf0',
    'class-1': '#f59a5f',
    'class-2': '#3fc79c',
    'class-3': '#d99ad0',
  },
};
