export * from './fixture.js';
export * from './fake-service.js';
