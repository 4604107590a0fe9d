// Styles inside scripts, without the spaces and comments that only their writers need.
import { transformSync } from 'esbuild';

/** The code of a module with its `css` literals minified; one with an insertion or an escape stays as it is. */
export const withLeanStyles = (code) =>
  code.replaceAll(
    /\bcss`([^`$\\]+)`/g,
    (_literal, styles) => `css\`${transformSync(styles, { loader: 'css', minify: true }).code.trim()}\``,
  );

export const leanStyles = {
  name: 'lean styles',
  transform: (code, id) =>
    /\/web\/.*\.ts$/.test(id) && code.includes('css`') ? { code: withLeanStyles(code), map: null } : null,
};
