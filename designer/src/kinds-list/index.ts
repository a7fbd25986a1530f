import { define } from '@requestry/ui';
import { RqKindsList } from './kinds-list.js';

define('rq-kinds-list', RqKindsList);

export { RqKindsList } from './kinds-list.js';
export type { KindTemplate, NewKindStart } from './new-kind.js';
