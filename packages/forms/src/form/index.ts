import '../fields/index.js';
import { define } from '@requestry/ui/base';
import { RqFormField } from './form-field.js';
import { RqForm } from './form.js';

define('rq-form-field', RqFormField);
define('rq-form', RqForm);

export { RqForm };
export * from './events.js';
