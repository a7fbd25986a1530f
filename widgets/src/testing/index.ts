/** A workplace to show and test elements in. */
export * from './workplace.js';
