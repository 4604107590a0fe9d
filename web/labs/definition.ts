// What a lab says of itself. A folder below this one whose lab.ts exports such a definition is a lab: navigation, titles,
// things to try, stills, views of the element, the embed builder and the README follow from it.

/** One thing to try: a link that sets the lab up, and what to watch for. */
export interface Trial {
  words: string;
  watch: string;
  /** The lab's part of the address that sets it up. */
  address: string;
}

/** A picture of the lab for browsers that cannot run the engine. */
export interface Still {
  /** Its files are stills/FILE-light.png and stills/FILE-dark.png in the lab's folder. */
  file: string;
  /** In pixels, at the width that all stills have. */
  height: number;
  /** What can be seen, for readers who cannot see it. */
  seen: string;
  /** What it means, numbers in the picture included. */
  words: string;
  /** How `npm run screenshots` takes it: the address, words that stand there once it is ready, a selector. */
  taken: { address: string; when: string; part: string };
}

export interface LabDefinition {
  /** Its name in addresses, `#triplet`, and in the element's attribute `lab`. */
  id: string;
  /** Its place in the navigation, in tens so that one fits between; the first opens where no lab is named. */
  order: number;
  /** The custom element that draws it. */
  tag: string;
  /** Which view of that element, where several labs share it. */
  view?: string;
  /** In the navigation and the window's title. */
  title: string;
  /** The page's first heading. */
  heading: string;
  /** Under the navigation: what this is, why it matters, and what to do first. */
  about: string;
  /** What its part of the address holds: an experiment's permalink, or pairs of its own. */
  address: 'experiment' | 'own';
  /** Whether visitors take their experiment along from and to other labs that share it. */
  sharesExperiment?: boolean;
  /** Whether it starts with a catalog that lacks formulas and explanations. */
  startsPlain?: boolean;
  /** Things to try; `own` where the lab suggests them itself, from its run. */
  trials: readonly Trial[] | 'own';
  stills: readonly Still[];
  /** As a view of <loss-playground>: other names that it answers to, and whether the starter engine is enough for it, so
   *  that it is in the standalone script. Null where the element does not offer it. */
  element: { aliases?: readonly string[]; standalone?: boolean } | null;
  /** Defines the custom element. */
  load(): Promise<unknown>;
}

/** What is needed to make a lab's element and to read its address. */
export type LabView = Pick<LabDefinition, 'tag' | 'view' | 'address' | 'load'>;
