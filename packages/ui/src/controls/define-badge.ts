import '../index.js';
import { define } from '../define.js';
import { RqBadge } from './badge.js';

define('rq-badge', RqBadge);

export { RqBadge };
