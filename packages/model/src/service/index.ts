/** The ports between elements and whatever stands behind them, and what they carry. */
export * from './design-service.js';
export * from './request-service.js';
export * from './views.js';
