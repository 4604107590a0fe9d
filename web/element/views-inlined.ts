// The views of the script that stands alone, besides train: those that its engine can do. The others need the whole engine
// or data files, which are beside loss-playground.js.
export { starterLabs as labs } from './starter-views.ts';
