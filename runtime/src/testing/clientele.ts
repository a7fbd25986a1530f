import type { System } from '@requestry/model';
import { terseBpmn } from '../process/testing/terse-route.js';
import { agency } from './agency.js';

const text = { type: 'string' };
const lookup = (directory: string) => ({ options: { rq: { lookup: { directory } } } });

/** The agency with a directory of clients, one of their contact persons, and kinds that ask who the client is: openly, letting nobody in, and of those alone who may know. */
export const clientele: System = {
  ...agency,
  directories: [
    { id: 'clients', title: 'Clients', schema: { type: 'object', properties: { name: text } } },
    { id: 'contacts', title: 'Contact persons', schema: { type: 'object', properties: { name: text, client: text, position: text, emails: { type: 'array', items: text } } }, contacts: { field: 'client', directory: 'clients' } },
  ],
  records: [
    { id: 'rose', directory: 'clients', data: { name: 'Rose Ltd' } },
    { id: 'iris', directory: 'clients', data: { name: 'Iris Ltd' } },
    { id: 'nina', directory: 'contacts', data: { name: 'Nina Rose', client: 'rose', position: 'Buyer', emails: ['nina@rose.example'] } },
    { id: 'otto', directory: 'contacts', data: { name: 'Otto Rose', client: 'rose' } },
    { id: 'gone', directory: 'contacts', data: { name: 'Gone Rose', client: 'rose' }, archived: true },
    { id: 'ida', directory: 'contacts', data: { name: 'Ida Iris', client: 'iris', emails: ['ida@iris.example'] } },
  ],
  kinds: [
    ...agency.kinds,
    ...(['ask', 'ask-secretly'] as const).map((id) => ({
      kind: {
        id,
        title: { ru: 'Вопрос', en: 'Question' },
        scope: 'internal' as const,
        titleTemplate: '{what}',
        numbering: { journal: id, pattern: `${id}-{n}`, reset: 'never' as const },
        see: { people: ['dina'] },
        form: {
          schema: { type: 'object' as const, properties: { what: text, client: text } },
          ui: { type: 'VerticalLayout' as const, elements: [{ type: 'Control' as const, scope: '#/properties/what' }, { type: 'Control' as const, scope: '#/properties/client', ...lookup('clients') }] },
        },
        ...(id === 'ask' ? { participation: { guest: {} } } : { participation: { mentioned: { off: true } } }),
      },
      route: terseBpmn('start -> agree -> end; agree approval boris'),
    })),
    {
      kind: {
        id: 'ask-hidden',
        title: 'Question',
        scope: 'internal',
        see: { people: ['dina'] },
        viewAccess: { '*': 'read', client: 'hidden' },
        form: { schema: { type: 'object', properties: { client: text } }, ui: { type: 'VerticalLayout', elements: [{ type: 'Control', scope: '#/properties/client', ...lookup('clients') }] } },
      },
    },
  ],
};
