import { define } from '@requestry/ui/base';
import { RqFormCombobox } from './combobox.js';
import { RqFormCalendar } from './date-picker.js';

define('rq-form-combobox', RqFormCombobox);
define('rq-form-calendar', RqFormCalendar);

export * from './combobox-option.js';
export * from './scheduler.js';
