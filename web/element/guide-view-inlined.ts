import type { LabView } from '../labs/definition.ts';

/** Chapters need data files, which the standalone script does not have. */
export const guide: LabView | null = null;
