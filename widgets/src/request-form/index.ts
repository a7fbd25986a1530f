import { define } from '@requestry/ui';
import { RqRequestForm } from './request-form.js';

define('rq-request-form', RqRequestForm);

export * from './events.js';
export * from './request-form.js';
