// What a training shows only when something is asked for or happens: fetched once its first pictures stand.

export { diverged, notices } from './notices.ts';
export { runsTable } from './runs-table.ts';
export { moreSettings } from './settings.ts';
