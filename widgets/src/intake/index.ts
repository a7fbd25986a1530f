import { define } from '@requestry/ui';
import { RqIntake } from './intake.js';

define('rq-intake', RqIntake);

export * from './intake.js';
