import type { Rows } from './row.js';
import { secret, type World } from './world.js';

type About = { readonly task: string };

const onTask = { by: 'boris', of: 'task', stranger: 'NOT_FOUND', other: () => ({ comment: 'Other' }) } as const;
const asked = async ({ task }: World): Promise<About> => ({ task: await task() });
const version = async ({ as }: World, { task }: About): Promise<number> => (await as('adam').getTask({ task })).version;
const changes = { ...onTask, ask: asked, version };

/** Operations about tasks. */
export const aboutTasks = {
  findTasks: { reads: true, by: 'boris', ask: async (world) => (await world.request(), { view: 'mine' }), stranger: 'nothing' },
  countTasks: { reads: true, by: 'boris', ask: async (world) => (await world.request(), {}), stranger: 'nothing', tells: ({ mine, group, substituting }) => mine + group + substituting > 0 },
  getTask: { reads: true, by: 'boris', of: 'task', ask: asked, stranger: 'NOT_FOUND' },
  explain: { reads: true, by: 'boris', of: 'task', ask: asked, stranger: 'NOT_FOUND' },
  completeTask: { ...changes, ask: async (world) => ({ ...(await asked(world)), outcome: 'approve' }) },
  reassignTask: { ...changes, ask: async (world) => ({ ...(await asked(world)), to: 'kurt' }) },
  delegateTask: { ...changes, ask: async (world) => ({ ...(await asked(world)), to: 'kurt' }) },
  escalateTask: { ...changes, ask: async (world) => ({ ...(await asked(world)), claims: secret }) },
  addApprover: { ...changes, ask: async (world) => ({ ...(await asked(world)), person: 'kurt' }) },
  removeApprover: {
    ...changes,
    ask: async (world) => {
      const { task } = await asked(world);
      await world.as('boris').addApprover({ task, person: 'kurt', idempotencyKey: world.key() });
      return { task };
    },
  },
  askQuestion: { ...changes, ask: async (world) => ({ ...(await asked(world)), of: 'kurt', question: secret }), other: () => ({ question: 'Other' }) },
  postponeTask: changes,
  resumeTask: {
    ...changes,
    ask: async (world) => {
      const { task } = await asked(world);
      await world.as('boris').postponeTask({ task, idempotencyKey: world.key() });
      return { task };
    },
  },
  returnRequest: {
    ...changes,
    by: 'kurt',
    ask: async ({ as, key, request, taskOf }) => {
      const { id } = await request();
      await as('boris').completeTask({ task: (await taskOf(id)).id, outcome: 'approve', idempotencyKey: key() });
      return { task: (await taskOf(id)).id, to: 'agree', comment: secret };
    },
  },
  tickItem: { ...onTask, ask: async (world) => ({ ...(await asked(world)), item: 1, on: true }), other: () => ({ on: false }), versionless: 'a point is what it is set to; several people tick different ones' },
  answerQuestion: { ...onTask, ask: async (world) => ({ ...(await asked(world)), question: 'when', answer: 'now' }), other: () => ({ answer: 'later' }), versionless: 'an answer is what it is set to; several people answer different questions' },
} satisfies Partial<Rows>;
