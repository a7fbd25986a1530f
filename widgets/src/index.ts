/** The end user's elements. Importing this defines all their tags but that of the preferences, which come when somebody opens them. */
export * from './catalog/index.js';
export * from './inbox/index.js';
export * from './journal/index.js';
export * from './my-requests/index.js';
export * from './notifications/index.js';
export * from './request-card/index.js';
export * from './request-form/index.js';
export * from './route-picture/index.js';
export * from './workspace/index.js';
