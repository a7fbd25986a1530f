import '../index.js';
import { define } from '../define.js';
import { RqPerson } from './person.js';

define('rq-person', RqPerson);

export { RqPerson };
