import { killsIn } from '../draw/kills.ts';

export default killsIn('WebKit');
