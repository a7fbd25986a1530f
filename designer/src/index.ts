export * from './draft-edit.js';
