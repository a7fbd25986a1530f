import '../index.js';
import { define } from '../define.js';
import { RqWhy } from './why.js';

define('rq-why', RqWhy);

export { RqWhy };
