import { define } from '@requestry/ui';
import { RqMyRequests } from './my-requests.js';

define('rq-my-requests', RqMyRequests);

export * from './events.js';
export * from './my-requests.js';
