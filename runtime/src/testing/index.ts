/** A test office: people, a store, a clock you move. And the suite that every implementation of the services passes. */
export { depot } from './depot.js';
export { describeService, type ServiceSuite, type SuiteRunner } from './describe-service.js';
export { office, type Office, type OfficeOptions } from './office.js';
export { reception } from './reception.js';
export { agency } from './agency.js';
export { clientele } from './clientele.js';
export { laboratory } from './laboratory.js';
