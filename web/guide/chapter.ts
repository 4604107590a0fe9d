// A chapter of the guide: text and data. A file of web/guide/chapters that exports one is a chapter: the contents, the
// static pages, the views of the element, the teachers' sheets and the tests are derived from it.
//
// Texts are Markdown: paragraphs, **bold**, *italic*, `code`, lists, and
//   $-\ln p$                 a formula in LaTeX
//   [2.30](#guessing)        a number of `facts`, as it is printed; a live run of the reader replaces it
//   [margin](term:margin)    a term of the glossary
//   [Shapes](lab:shapes)     a lab, `lab:shapes?loss=mse_loss` with its part of the address
//   [chapter 5](chapter:maximum-likelihood)
import type { ExtraMetrics, LossRequest, Metrics, MinimizeRequest, Tensor } from '../engine/api/types.ts';
import type { MeasureId } from './measures.ts';

/** Where the run of a button shows a number that is measured in another way. */
export interface Live {
  /** The id of the run. */
  run: string;
  /** The step; that of the fact unless given. */
  step?: number;
  /** A list of the element's `histories`, as `sgd.y`. */
  read: string;
}

/** How a fact's number is made of what the engine gives. */
export interface Shaped {
  live?: Live;
  /** e^x, a perplexity; e^−x, the probability behind a cross-entropy. */
  as?: 'exp' | 'exp of minus';
  /** Multiplied, for example by the number of examples that a share is of. */
  times?: number;
}

/** A number of a run's step. */
export interface RunFact extends Shaped {
  /** The id of a run of the chapter, one of `runs` or of `measured`. */
  run: string;
  step: number;
  read: keyof Metrics | keyof ExtraMetrics;
}

/** Something that is computed from a run, by a function of measures.ts. */
export interface MeasureFact extends Shaped {
  run: string;
  step: number;
  measure: MeasureId;
}

/** A loss of given tensors, or an entry of its gradient. */
export interface LossFact extends Shaped {
  loss: LossRequest;
  tensors: Record<string, Tensor>;
  /** The tensor whose gradient is meant, and the entry in it; the loss itself unless given. */
  gradient?: string;
  entry?: number;
}

/** A step of an optimizer on a test surface. */
export interface PathFact extends Shaped {
  path: MinimizeRequest;
  step: number;
  /** A coordinate of the point, or the value there. */
  coordinate: number | 'value';
}

export type Fact = RunFact | MeasureFact | LossFact | PathFact;

export interface Option {
  /** A few words, Markdown. */
  text: string;
  /** What is right or wrong about it. A wrong one names the idea behind it. */
  feedback: string;
  /** The idea behind a wrong option in a few words, for teachers: "a loss counts mistakes". */
  idea?: string;
  right?: true;
}

export interface Question {
  ask: string;
  options: readonly Option[];
  /**
   * The facts that decide it, by their names. Each must be in the right option's text or feedback; a test has the engine
   * compute them.
   */
  worked: readonly string[];
}

/** A live run, or what a lab shows: the part of an address after `#`, without `lab=`. */
export interface ChapterRun {
  id: string;
  /** On the button that chooses it. */
  label: string;
  experiment: string;
}

/** A loss for a kind of problem, in a decision aid. */
export interface Choice {
  /** What is predicted: "A number, with a few outliers". */
  when: string;
  /** The loss, by its id; its title and its PyTorch come from the catalog. */
  loss: string;
  why: string;
  /** What goes wrong with the usual alternative. */
  instead: string;
  /** A run on such data, for the lab Train or the lab named. */
  lab?: string;
  experiment: string;
  /** The words of its link: “See a run” unless given. */
  link?: string;
}

export interface Chapter {
  id: string;
  /** Its position, in tens to leave room between. */
  order: number;
  title: string;
  /** What it answers, for the contents: one short question. */
  question: string;
  /** For search engines: one sentence of at most 160 characters. */
  description: string;
  /** Whose color it has. */
  family: 'cross_entropy' | 'mean_squared_error' | 'triplet';
  /** Its text is about particular examples of its data, so a class link may not set others. */
  namesData?: true;
  intro: string;
  predict: Question;
  run: {
    /** The view of the element; the view `train` unless given. */
    lab?: string;
    /** Whether what the lab shows below its first screen is shown too. */
    whole?: true;
    /** What readers may change in the view `train`: words of the element's attribute `controls`. */
    controls?: string;
    /** The parts of the view `train` that are shown: `chart reading` unless given. */
    show?: string;
    runs: readonly ChapterRun[];
    /** Runs that no button shows, for facts alone: what a lab of its own address shows, as experiments. */
    measured?: readonly Omit<ChapterRun, 'label'>[];
    /** The one thing to do: what to press, what to change, where to look. */
    instruction: string;
    still: {
      /** What can be seen, for readers who cannot see it. */
      seen: string;
      /** What it shows, including the numbers in the picture. */
      words: string;
      /** The step of the first run at which it is taken; of other views, words that appear once it is ready. */
      step?: number;
      when?: string;
    };
  };
  see: string;
  /** A decision aid after it. */
  choices?: readonly Choice[];
  why: string;
  formula: {
    tex: string;
    /** Each symbol in LaTeX and what it stands for. */
    symbols: readonly (readonly [tex: string, meaning: string])[];
  };
  mistake: { claim: string; answer: string };
  check: Question;
  facts: Record<string, Fact>;
  teacher: {
    aim: string;
    /** A lesson of five minutes, and of fifteen. */
    short: string;
    long: string;
    discuss: readonly string[];
    /** What students usually say, and what to answer. */
    stumbling: readonly string[];
  };
}
