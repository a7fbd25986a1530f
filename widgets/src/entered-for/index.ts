import '../parts/shared.js';
import { define } from '@requestry/ui';
import { RqEnteredFor } from './entered-for.js';

define('rq-entered-for', RqEnteredFor);

export * from './entered-for.js';
