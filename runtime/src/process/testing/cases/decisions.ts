import type { DecisionTable } from '@requestry/model/decision';
import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

/** Who approves, by amount and by who asks. */
const approvers: DecisionTable = {
  id: 'who-approves',
  hitPolicy: 'U',
  inputs: [{ expression: 'amount', type: 'number' }, { expression: 'initiator.unit', type: 'string' }],
  outputs: [{}],
  rules: [
    { when: ['<= 100', '-'], then: ['"boris"'] },
    { when: ['(100..1000]', 'not("support")'], then: ['"company"'] },
    { when: ['> 1000', '"east"'], then: ['"board"'] },
    { when: ['> 1000', 'not("east")'], then: ['"lawyer"'] },
  ],
};

const all: DecisionTable = { ...approvers, id: 'all', hitPolicy: 'C', rules: [{ when: ['> 1', '-'], then: ['"boris"'] }, { when: ['> 2', '-'], then: ['"pair"'] }] };
const twice: DecisionTable = { ...approvers, id: 'twice', rules: [{ when: ['> 1', '-'], then: ['"boris"'] }, { when: ['> 2', '-'], then: ['"dina"'] }] };
const rate: DecisionTable = {
  id: 'rate',
  hitPolicy: 'F',
  inputs: [{ expression: 'amount' }],
  outputs: [{ name: 'level', default: '"low"' }, { name: 'days', default: '1' }],
  rules: [{ when: ['> 400'], then: ['"high"', 'amount / 100'] }],
};
const named: DecisionTable = { ...rate, id: 'named', outputs: [{ name: 'level', default: '"low"' }], rules: [{ when: ['> 400'], then: ['"high"'] }] };

const by = (table: string): string => `a execution table:${table}; start -> a -> end`;
const task = (words: string): string => `r rule ${words}; a execution dina; start -> r -> x; x -> a if =level = "high"; x -> end else; a -> end`;
const amount = (value: number) => ({ data: { amount: value } });

/** Business-rule tasks, and who does a step by a table. */
export const decisionCases: readonly CoreCase[] = [
  {
    name: 'a person out of a table, with the rule and its conditions as the reason',
    route: by('who-approves'),
    decisions: [approvers],
    world: amount(50),
    play: [['start', 'a:boris']],
    check: ({ events }) => {
      const opened = events.find((event) => event.type === 'step-opened');
      const { code, params } = opened?.type === 'step-opened' ? opened.trace : { code: '', params: {} };
      assertSame({ code, params }, { code: 'who.table', params: { decision: 'who-approves', conditions: ['amount <= 100'], rule: 1, person: 'boris' } }, 'the reason');
    },
  },
  { name: 'a unit out of a table means its head', route: by('who-approves'), decisions: [approvers], play: [['start', 'a:dina']] },
  { name: 'a group out of a table means its members', route: by('who-approves'), decisions: [approvers], world: amount(5000), play: [['start', 'a:boris|dina|fiona']] },
  {
    name: 'a role out of a table means those who hold it',
    route: by('who-approves'),
    decisions: [{ ...approvers, rules: [{ when: ['-', '-'], then: ['"lawyer"'] }] }],
    play: [['start', 'a:lara|leo']],
  },
  { name: 'a table that collects gives everybody', route: by('all'), decisions: [all], play: [['start', 'a:boris|fiona']] },
  {
    name: 'a table that gives nobody waits for the data',
    route: by('who-approves'),
    decisions: [{ ...approvers, rules: approvers.rules.slice(0, 1) }],
    play: [['start', '!no-performer:a'], ['retry', 'a:boris', { world: amount(50) }]],
  },
  { name: 'a table whose rules match together gives nobody', route: by('twice'), decisions: [twice], play: [['start', '!no-performer:a']] },
  {
    name: 'a business-rule task sets a field that conditions read',
    route: task('decision=named result=level'),
    decisions: [named],
    play: [['start', 'r* a:dina']],
  },
  { name: 'a business-rule task takes the default when no rule matches', route: task('decision=named result=level'), decisions: [named], world: amount(1), play: [['start', 'r* end:completed']] },
  {
    name: 'a business-rule task without a field sets those its outputs name',
    route: task('decision=rate'),
    decisions: [rate],
    play: [['start', 'r* a:dina']],
    check: ({ events }) => {
      const set = events.find((event) => event.type === 'data-set');
      assertSame(set?.type === 'data-set' ? set.data : undefined, { level: 'high', days: 5 }, 'the fields');
    },
  },
  {
    name: 'a business-rule task whose rules match together stops until the data is right',
    route: task('decision=twice result=level'),
    decisions: [twice],
    play: [['start', '!decision.not-unique:r'], ['retry', 'r* end:completed', { world: amount(2) }]],
  },
  {
    name: 'a business-rule task that reads a name which is not there stops',
    route: task('decision=rate'),
    decisions: [{ ...rate, inputs: [{ expression: 'amuont' }] }],
    play: [['start', '!feel.missing:r']],
  },
];
