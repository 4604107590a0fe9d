// The definition of a lab. A folder below this one whose lab.ts exports one is a lab: navigation, titles, things to
// try, stills, views of the element, the embed builder and the README are derived from it.

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
  /** What it shows, including the numbers in the picture. */
  words: string;
  /** How `npm run screenshots` takes it: the address, words that appear once it is ready, a selector. */
  taken: { address: string; when: string; part: string };
}

export interface LabDefinition {
  /** Its name in addresses, `#triplet`, and in the element's attribute `lab`. */
  id: string;
  /** Its position in the navigation, in tens to leave room between; the first opens if the address names no lab. */
  order: number;
  /** The custom element that draws it. */
  tag: string;
  /** Which view of that element, where several labs share it. */
  view?: string;
  /** In the navigation and the window's title. */
  title: string;
  /** The page's first heading. */
  heading: string;
  /** One line under the navigation, up to 150 characters: what the lab shows and what to do first. */
  about: string;
  /** What its part of the address holds: an experiment's permalink, or pairs of its own. */
  address: 'experiment' | 'own';
  /** Whether the experiment is shared with other labs when the visitor switches between them. */
  sharesExperiment?: boolean;
  /** Whether it starts with a catalog without formulas and explanations. */
  startsPlain?: boolean;
  /** Things to try; `own` if the lab suggests them itself, from its run. */
  trials: readonly Trial[] | 'own';
  stills: readonly Still[];
  /** As a view of <loss-playground>: its aliases, and whether the starter engine is enough for it, so that it is in the
   *  standalone script. Null if the element does not offer it. */
  element: { aliases?: readonly string[]; standalone?: boolean } | null;
  /** Defines the custom element. */
  load(): Promise<unknown>;
}

/** What is needed to make a lab's element and to read its address. */
export interface LabView extends Pick<LabDefinition, 'tag' | 'view' | 'address' | 'load'> {
  /** The element's attribute that holds its address; `experiment` unless given. */
  attribute?: string;
}
