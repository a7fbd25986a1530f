import '@requestry/forms';
import { define } from '@requestry/ui';
import '../route-tab/index.js';
import { RqTry } from './try.js';

define('rq-try', RqTry);

export { RqTry } from './try.js';
