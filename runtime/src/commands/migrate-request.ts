import { actsFor, RequestryError, type RequestCommand } from '@requestry/model';
import { runCommand } from '../command.js';
import type { Context } from '../context.js';
import { mustDesign } from '../design/kinds.js';
import { readExisting } from '../store.js';
import { mustBeAllowed, transitionOps } from './change-process.js';
import { expectVersion, loadVisible } from './load-request.js';

/**
 * Moves a running request to the published version of its kind. A step keeps its id where `steps` names no other. Rejects with `INVALID`
 * and the steps that have no place on the new route, with `STATE` when the request is on that version already.
 */
export async function migrateRequest(context: Context, command: RequestCommand & { readonly steps?: Readonly<Record<string, string>> }): Promise<void> {
  mustDesign(context);
  const { request: id, steps = {}, comment = '' } = command;
  await runCommand(context, 'migrate-request', command, async () => {
    const loaded = await loadVisible(context, id);
    const { request, process } = loaded.doc.body;
    mustBeAllowed(context, { action: 'migrate', request });
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    const { publishedVersion = 0 } = (await readExisting(context.store, 'kinds', request.kind)).body;
    if (publishedVersion === request.kindVersion) throw new RequestryError('STATE', `Request ${id} is on version ${publishedVersion} already`, { params: { reason: 'migrate.current' } });
    const kind = await context.publishedKind(request.kind, publishedVersion);
    const nodes = Object.fromEntries((process?.tokens ?? []).map(({ node }) => [node, steps[node] ?? node]));
    const said = { by: context.actor.person.id, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) };
    return { ops: await transitionOps(context, loaded, { type: 'migrate', nodes, ...said }, { kind, onBehalfOf: actsFor(context.actor, request) }), result: { request: id } };
  });
}
