/** A test office: people, a store, a clock you move. */
export { office, type Office, type OfficeOptions } from './office.js';
