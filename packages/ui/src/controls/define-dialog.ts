import '../index.js';
import { define } from '../define.js';
import { RqDialog } from './dialog.js';

define('rq-dialog', RqDialog);

export { RqDialog };
