// The sections of a card below its head: fetched while the service is asked for the request.
import '../parts/shared.js';
import '../parts/forecast-list.js';
import '../route-picture/index.js';
import './conversation.js';
import './request-history.js';
