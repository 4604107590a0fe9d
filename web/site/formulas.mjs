// The catalog's formulas as MathML, made while the page is built: visitors download no typesetting program.
import { pathToFileURL } from 'node:url';
import temml from 'temml';

const name = 'virtual:formulas';

/** MathML of a formula, without the inline styles and classes that the page's policy would refuse. */
export function mathml(latex, displayMode = true) {
  const text = temml.renderToString(latex, { displayMode, throwOnError: true });
  return text.replaceAll(/ (?:style|class)="[^"]*"/g, '');
}

/** A module that gives each formula of the built engine's catalog, by its LaTeX. */
export function formulas(engine) {
  return {
    name: 'formulas',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null;
      const { createEngine } = await import(pathToFileURL(engine).href);
      const { catalog } = await createEngine();
      const written = Object.values(catalog)
        .flat()
        .map(({ formula }) => [formula, mathml(formula)]);
      return `export default ${JSON.stringify(Object.fromEntries(written))}`;
    },
  };
}
