import { define } from '@requestry/ui';
import { RqRoutePicture } from './route-picture.js';

define('rq-route-picture', RqRoutePicture);

export * from './route-picture.js';
