import './define-icon.js';
import { define } from '../define.js';
import { RqKeptFile } from './kept-file.js';

define('rq-kept-file', RqKeptFile);

export { RqKeptFile };
export type { ReadFile } from './kept-file.js';
