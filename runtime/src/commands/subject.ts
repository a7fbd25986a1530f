import type { Request } from '@requestry/model';
import type { Subject } from '../process/index.js';

/** The request as the engine sees it. */
export const subjectOf = (request: Request): Subject => ({
  id: request.id,
  kind: request.kind,
  initiator: request.initiator,
  ...(request.unit !== undefined ? { unit: request.unit } : {}),
  ...(request.number !== undefined ? { number: request.number } : {}),
  ...(request.source !== undefined ? { source: request.source } : {}),
  ...(request.channel !== undefined ? { channel: request.channel } : {}),
  submittedAt: request.submittedAt,
});
