import { define } from '@requestry/ui';
import { RqStatusLookup } from './status-lookup.js';

define('rq-status-lookup', RqStatusLookup);

export * from './status-lookup.js';
