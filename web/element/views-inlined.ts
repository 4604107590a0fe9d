// The views of the script that stands alone: the train view. The labs are beside the other script.
import type { Lab } from '../labs/lab.ts';
import type { LabEntry } from './views.ts';

export const labs: Record<string, LabEntry> = {};

export const viewNames = ['train'];

export const makeLab = async (): Promise<Lab> => {
  throw new Error('this script stands alone and has the view train only');
};
