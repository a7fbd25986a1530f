/** What stands beside the data of a request, loaded with its first answer. */
import { registerTraceWords } from '@requestry/ui';
import './account.js';
import './conversation.js';
import './guide.js';
import './participants.js';
import './rating.js';
import './related.js';
import './request-history.js';
import { sideReasons } from './side-reasons.js';

registerTraceWords(sideReasons);
