// What the views import from 'loss-playground/engine', taken from the engine that is inlined in this script.
import engine from 'virtual:engine';
import { home } from './home.ts';

export const { completeExperiment, decodeExperiment, encodeExperiment, ExperimentError, fits, serve } =
  engine(home);
