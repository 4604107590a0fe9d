// Where the engine is: in the folder of this script.

import catalog from 'virtual:catalog';
import type { Catalog } from '../engine/api/types.ts';
import { downloadJson } from '../engine/module/download.ts';
import type { Monitored } from '../engine/remote/health.ts';
import { createLocalEngine } from '../engine/remote/main-thread.ts';
import type { EngineSource } from '../engine/remote/page-worker.ts';

const beside = (name: string) => new URL(/* @vite-ignore */ `./${name}`, import.meta.url);

export const source = async (): Promise<EngineSource> => ({
  script: beside('engine.js'),
  options: { catalog },
  local: async (options): Promise<Monitored> =>
    createLocalEngine((await import('loss-playground/engine')).serve, options),
});

/** The catalog with its formulas and explanations, which a first chart does not need. */
export const wholeCatalog = (): Promise<Catalog> => downloadJson(beside('catalog.json')) as Promise<Catalog>;
