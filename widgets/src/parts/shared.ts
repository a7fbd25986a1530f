// What nearly every element of people stands on. Parts that are fetched later import it, so that a bundler keeps it in one piece instead of many small ones.
import 'lit/directives/guard.js';
import 'lit/directives/repeat.js';
import './attempt.js';
import './decision.js';
import './files.js';
import './guard-text.js';
import './loaded.js';
import './parts.styles.js';
import './service-element.js';
import './span-text.js';
import './with-form.js';
