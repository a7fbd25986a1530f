/** What stands beside the data of a request, loaded with its first answer. */
import './conversation.js';
import './guide.js';
import './participants.js';
import './rating.js';
import './related.js';
