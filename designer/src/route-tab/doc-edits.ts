/** Edits of a list of steps: pure functions from one `RouteDoc` to the next. Ids stay; references that lead nowhere are mended and reported. */
export * from './edits/move.js';
export * from './edits/new-entry.js';
export * from './edits/settings.js';
export * from './edits/walk.js';
