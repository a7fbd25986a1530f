import type { Rows } from './row.js';
import { secret, type World } from './world.js';

const asked = async ({ request }: World) => ({ request: (await request()).id });
const hidden = { of: 'request', stranger: 'NOT_FOUND' } as const;
const said = { body: secret, visibility: 'public' } as const;
const comment = async (world: World): Promise<string> => (await world.as('anna').addComment({ ...(await asked(world)), ...said, idempotencyKey: world.key() })).id;
const onComment = { by: 'anna', of: 'comment', stranger: 'NOT_FOUND', version: () => Promise.resolve(1) } as const;
const bytes = (text: string): Blob => new Blob([text]);

/** Operations of conversations and files. */
export const ofSaying = {
  findComments: { reads: true, by: 'anna', ask: asked, ...hidden },
  findContacts: { reads: true, by: 'anna', ask: asked, ...hidden },
  addComment: { by: 'anna', ...hidden, ask: async (world) => ({ ...(await asked(world)), ...said }), other: () => ({ body: 'Other' }), versionless: 'it is new' },
  changeComment: { ...onComment, ask: async (world) => ({ comment: await comment(world), body: 'Again' }), other: () => ({ body: 'Other' }) },
  deleteComment: { ...onComment, ask: async (world) => ({ comment: await comment(world) }), other: () => ({ comment: 'other' }) },
  readComments: { by: 'anna', ask: asked, ...hidden, keyless: 'the mark only moves on' },
  keepFile: { by: 'anna', ask: () => ({ name: 'a.txt', content: bytes('a') }), stranger: 'everybody', keyless: 'the same bytes are the same file' },
  readFile: { reads: true, by: 'anna', of: 'file', ask: async ({ as, key }) => ({ file: (await as('anna').keepFile({ name: `${secret}.txt`, content: bytes(key()) })).sha256 ?? '' }), stranger: 'NOT_FOUND' },
} satisfies Partial<Rows>;
