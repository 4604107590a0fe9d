import type { LabView } from '../labs/definition.ts';

/** Most labs need the whole engine or data files, which the standalone script does not have. */
export const full: LabView | null = null;
