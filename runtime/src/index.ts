/** The workflow service: `createRuntime({ storage })`, services by actor, work without people. */
export { createRuntime, type Runtime, type RuntimeOptions, type WorkOptions, type WorkResult } from './runtime.js';
export type { ActorId } from './context.js';
export type { DamagedDocument } from './sound-store.js';
export { systemUser } from './context.js';
export { firstBrokenLink, hashOf, processEvents } from './history.js';
export { checkHistoryFile, type HistoryCheck, type HistoryHeader } from './history-file.js';
export type { Connector, Connectors } from './guards/connectors.js';
export type { FollowUpReceiver } from './follow-ups/start.js';
export { ChannelError, type Channel, type Message, type MessagePart } from './notifications/channel.js';
export { canonical } from './history.js';
export { checkSystem, type SystemProblem } from './systems/check-system.js';
export type { Imported, ImportOptions } from './systems/import-system.js';
export { systemIssueText } from './systems/issue-text.js';
export { letterId } from './intake/mail/thread.js';
export { secretHash, signatureOf } from './intake/secret.js';
export { isPublicId } from './public-id.js';
