export { postgresJs } from './client.js';
export type { PostgresClient, PostgresConnection, PostgresJs } from './client.js';
export { postgresStorage } from './postgres.js';
export type { PostgresOptions } from './postgres.js';
