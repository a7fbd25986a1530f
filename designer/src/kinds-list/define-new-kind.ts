import { define } from '@requestry/ui';
import { RqNewKind } from './new-kind.js';

define('rq-new-kind', RqNewKind);
