import { define } from '@requestry/ui';
import { RqWorkspace } from './workspace.js';

define('rq-workspace', RqWorkspace);

export * from './events.js';
export * from './workspace.js';
