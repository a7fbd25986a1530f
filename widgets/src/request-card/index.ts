import { define } from '@requestry/ui';
import { RqRequestCard } from './request-card.js';

define('rq-request-card', RqRequestCard);

export * from './request-card.js';
