/** The whole product in a page: `start(element)` shows it, `connect(element)` only gives services to elements that the host places itself. */
export { connect, type ConnectOptions, type Connection, type TemplateName } from './connect.js';
export { start } from './start.js';
