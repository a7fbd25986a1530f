import { RequestryError, type IntakeForm, type IntakeService } from '@requestry/model';
import type { ClientOptions } from './client.js';
import { exchange, sendBy } from './exchange.js';
import { sendFile } from './files-client.js';
import { intakeOperations, secretHeader, signatureHeader, visitHeader } from './operations.js';

/** What visitors and other systems send, over HTTP. */
export function createIntakeClient(options: ClientOptions): IntakeService {
  const send = sendBy(options);
  const post = <Answer>(path: string, body: string, more: { readonly key?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<Answer> => exchange(send, { method: 'POST', path, body, ...more }) as Promise<unknown> as Promise<Answer>;
  const at = (path: string, source: string): string => path.replace('{source}', encodeURIComponent(source));
  return {
    receive: ({ source, payload, externalId, visit, secret, signed }) =>
      post(at(intakeOperations.receive.path, source), signed?.body ?? JSON.stringify(payload), {
        ...(externalId === undefined ? {} : { key: externalId }),
        headers: { ...(visit === undefined ? {} : { [visitHeader]: visit }), ...(secret === undefined ? {} : { [secretHeader]: secret }), ...(signed === undefined ? {} : { [signatureHeader]: signed.signature }) },
      }),
    getForm: ({ source }) => exchange(send, { method: 'GET', path: at(intakeOperations.getForm.path, source) }) as Promise<unknown> as Promise<IntakeForm>,
    keepVisitorFile: ({ source, visit, ...file }, transfer) => sendFile(send, { path: at(intakeOperations.keepVisitorFile.path, source), headers: { [visitHeader]: visit } }, file, transfer),
    recognise: ({ source, ...query }) => post(at(intakeOperations.recognise.path, source), JSON.stringify(query)),
    status: async (query) => {
      try {
        return await post(intakeOperations.status.path, JSON.stringify(query));
      } catch (error) {
        if (error instanceof RequestryError && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },
  };
}
