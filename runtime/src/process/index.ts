/** The pure core: what happens next on a route, and why. No I/O, time, randomness or DOM. */
export { advance, start } from './advance.js';
export { compileRoute } from './compile.js';
export { forecastRoute } from './forecast.js';
export { nativeCore } from './native-core.js';
export { applyEvent, fork, replay } from './state.js';
export { nextAlarm } from './alarms.js';
export { separatedFrom } from './separation.js';
export { watchesConditions } from './nodes/watch.js';
export { isCurrent, substituted } from './assign.js';
export type * from './types.js';
