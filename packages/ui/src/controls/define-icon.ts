import { define } from '../define.js';
import { RqIcon } from './icon.js';

define('rq-icon', RqIcon);
