import '../fields/index.js';
import { define } from '@requestry/ui/base';
import { RqForm } from './form.js';

define('rq-form', RqForm);

export { RqForm };
export * from './events.js';
