import { define } from '@requestry/ui';
import { RqInbox } from './inbox.js';

define('rq-inbox', RqInbox);

export * from './events.js';
export * from './inbox.js';
