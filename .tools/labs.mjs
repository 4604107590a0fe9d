// Collects the labs: each folder of web/labs with a lab.ts is one.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { root } from './run.mjs';

const folder = join(root, 'web/labs');
const definitionFile = (id) => join(folder, id, 'lab.ts');

/** The labs' definitions in the order of the navigation. A folder with another name than its lab is refused. */
export async function labDefinitions() {
  const ids = readdirSync(folder).filter((id) => existsSync(definitionFile(id)));
  const labs = await Promise.all(
    ids.map(async (id) => {
      const { default: lab } = await tsImport(pathToFileURL(definitionFile(id)).href, import.meta.url);
      if (lab?.id !== id)
        throw new Error(`web/labs/${id}/lab.ts: its id is ${lab?.id}; it must be ${id}, like its folder`);
      return lab;
    }),
  );
  return labs.sort((a, b) => a.order - b.order);
}

const name = 'virtual:labs';

/** Makes `import { labs } from 'virtual:labs'` the list of the definitions that `wanted` keeps, for Vite and Rolldown. */
export function collectedLabs(wanted = () => true) {
  return {
    name: 'collected labs',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: async (id) => (id === `\0${name}` ? labsModule(wanted) : null),
  };
}

/** The text of that module. */
export async function labsModule(wanted = () => true) {
  const ids = (await labDefinitions()).filter(wanted).map(({ id }) => id);
  const imports = ids.map((id, index) => `import lab${index} from ${JSON.stringify(definitionFile(id))};`);
  return `${imports.join('\n')}\nexport const labs = [${ids.map((_, index) => `lab${index}`).join(', ')}];`;
}

/** A link to the guide from a lab's text: to its beginning from the first lab, to the chapter that uses it from others. */
function guideLink(lab, labs, chapters, minutes) {
  if (lab === labs[0])
    return ` <a href="guide/" tabindex="-1">New here? Start the guide, ${minutes} minutes a chapter</a>`;
  const chapter = chapters.find(({ run }) => run.lab === lab.id);
  return chapter ? ` <a href="guide/${chapter.id}.html">Guide: ${chapter.title}</a>` : '';
}

/** The page's shell with what it says of its labs: a link and a text each, of which the first is in sight. */
export async function withLabs(html) {
  const [{ guideContents }, { usualMinutes }] = await Promise.all([
    import('./guide.mjs'),
    import('./reading.mjs'),
  ]);
  const contents = await guideContents();
  const { labs, chapters } = contents;
  const minutes = usualMinutes(contents);
  const [first] = labs;
  const links = labs.map(
    ({ id, title }) =>
      `<a href="#lab=${id}" data-lab="${id}" data-title="${title}"${id === first.id ? ' aria-current="page"' : ''}>${title}</a>`,
  );
  const abouts = labs.map((lab) => {
    const starts = lab.sharesExperiment ? ' data-starts' : '';
    const hidden = lab === first ? '' : ' hidden';
    return `<p class="about" data-lab="${lab.id}"${starts}${hidden}><span>${lab.about}</span>${guideLink(lab, labs, chapters, minutes)}</p>`;
  });
  const lines = (parts) => parts.join('\n          ');
  const words = { LABS: lines(links), HEADING: first.heading, ABOUTS: lines(abouts) };
  return html.replaceAll(/%(LABS|HEADING|ABOUTS)%/g, (_place, word) => words[word]);
}
