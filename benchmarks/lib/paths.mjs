import { fileURLToPath } from 'node:url';

/** The folder of the benchmarks, and that of the repository. */
export const here = fileURLToPath(new URL('..', import.meta.url));
export const root = fileURLToPath(new URL('../..', import.meta.url));
