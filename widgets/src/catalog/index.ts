import { define } from '@requestry/ui';
import { RqCatalog } from './catalog.js';

define('rq-catalog', RqCatalog);

export * from './catalog.js';
export * from './events.js';
