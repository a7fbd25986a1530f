import '../index.js';
import { define } from '../define.js';
import { RqToasts } from './toasts.js';

define('rq-toasts', RqToasts);
