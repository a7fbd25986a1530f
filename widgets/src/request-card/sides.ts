/** What stands beside the data of a request, loaded with its first answer. */
import './conversation.js';
import './participants.js';
import './related.js';
