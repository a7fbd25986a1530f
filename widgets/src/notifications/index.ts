import { define } from '@requestry/ui';
import { RqNotifications } from './notifications.js';

define('rq-notifications', RqNotifications);

export * from './notifications.js';
