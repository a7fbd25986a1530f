import type { DesignService } from '@requestry/model';
import { migrateRequest } from '../commands/migrate-request.js';
import { checkId } from '../queries/request.js';
import type { Context } from '../context.js';
import { findRegisterRebuilds } from '../register/rebuild.js';
import { findConnectors, findDirectories, saveDirectory, saveRecord } from '../design/directories.js';
import { deleteSource, findSources, saveSource } from '../design/sources.js';
import { dropDelivery, findDeliveries, retryDelivery } from '../notifications/deliveries.js';
import { archiveKind, checkKindDraft, createKind, discardKindDraft, findKindRows, findKindVersions, getKindDraft, mustDesign, publishKind, saveKindDraft } from '../design/kinds.js';

/** What an administrator does, over one store. */
export function designServiceFor(open: () => Promise<Context>): DesignService {
  return {
    findKindRows: async () => findKindRows(await open()),
    getKindDraft: async ({ kind }) => getKindDraft(await open(), kind),
    createKind: async (command) => createKind(await open(), command),
    saveKindDraft: async (command) => saveKindDraft(await open(), command),
    discardKindDraft: async (command) => discardKindDraft(await open(), command),
    checkKindDraft: async ({ kind }) => checkKindDraft(await open(), kind),
    publishKind: async (command) => publishKind(await open(), command),
    migrateRequest: async (command) => migrateRequest(await open(), { ...command, request: checkId(command.request) }),
    archiveKind: async (command) => archiveKind(await open(), command),
    findKindVersions: async ({ kind }) => findKindVersions(await open(), kind),
    getOrg: async () => {
      const context = await open();
      mustDesign(context);
      return context.org;
    },
    findDirectories: async () => findDirectories(await open()),
    findConnectors: async () => findConnectors(await open()),
    findRegisterRebuilds: async () => findRegisterRebuilds(await open()),
    saveDirectory: async (command) => saveDirectory(await open(), command),
    saveRecord: async (command) => saveRecord(await open(), command),
    findSources: async () => findSources(await open()),
    saveSource: async (command) => saveSource(await open(), command),
    deleteSource: async (command) => deleteSource(await open(), { ...command, source: checkId(command.source) }),
    findDeliveries: async (query) => findDeliveries(await open(), query),
    retryDelivery: async (command) => retryDelivery(await open(), { ...command, delivery: checkId(command.delivery) }),
    dropDelivery: async (command) => dropDelivery(await open(), { ...command, delivery: checkId(command.delivery) }),
  };
}
