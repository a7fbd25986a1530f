import '../index.js';
import { define } from '../define.js';
import { RqTooltip } from './tooltip.js';

define('rq-tooltip', RqTooltip);

export { RqTooltip };
