// What a training shows only when something is asked for or happens: fetched once its first pictures stand.
export { moreTerms } from './more-terms.ts';
export { diverged, notices } from './notices.ts';
export { runsTable } from './runs-table.ts';
