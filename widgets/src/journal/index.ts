import { define } from '@requestry/ui';
import { RqJournal } from './journal.js';

define('rq-journal', RqJournal);

export * from './journal.js';
