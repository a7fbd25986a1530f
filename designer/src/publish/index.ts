import { define } from '@requestry/ui';
import { RqPublish } from './publish.js';

define('rq-publish', RqPublish);

export { RqPublish, RqPublishedEvent } from './publish.js';
export { differencesOf } from './difference.js';
export type { Difference } from './difference.js';
