import { define } from '@requestry/ui';
import { RqPreferences } from './preferences.js';

define('rq-preferences', RqPreferences);

export * from './preferences.js';
