import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';
import { firm, monday } from '../people.js';

const by = (who: string): string => `a execution ${who}; start -> a -> end`;
const from = (initiator: string, unit: string) => ({ subject: { ...monday.subject, initiator, unit } });

/** Who does a step, rule by rule. */
export const assignmentCases: readonly CoreCase[] = [
  { name: 'person: that one', route: by('dina'), play: [['start', 'a:dina']] },
  { name: 'role: all who hold it and are still there', route: by('role:lawyer'), play: [['start', 'a:lara|leo']] },
  { name: 'role in a unit: its holders there and below', route: by('role:lawyer@sales'), play: [['start', 'a:leo']] },
  { name: "role in the initiator's unit", route: by('role:lawyer@initiator'), play: [['start', 'a:leo']] },
  { name: "role in the kind's unit", route: by('role:lawyer@kind'), play: [['start', 'a:lara']] },
  { name: 'group: its members', route: by('group:pair'), play: [['start', 'a:boris|fiona']] },
  { name: 'head of a unit', route: by('head:support'), play: [['start', 'a:fiona']] },
  { name: 'the initiator', route: by('initiator'), play: [['start', 'a:anna']] },
  { name: "the initiator's head", route: by('initiatorHead'), play: [['start', 'a:erik']] },
  { name: "the initiator's head two levels up", route: by('initiatorHead:2'), play: [['start', 'a:boris']] },
  { name: 'nobody above the top is found and said so', route: by('initiatorHead:7'), play: [['start', '!no-performer:a']] },
  { name: 'the first head above who is not the initiator', route: by('firstAbove'), world: from('erik', 'east'), play: [['start', 'a:boris']] },
  { name: 'the first head above is the own head for others', route: by('firstAbove'), play: [['start', 'a:erik']] },
  { name: "head of the kind's unit", route: by('kindHead'), play: [['start', 'a:fiona']] },
  { name: "the source's default person", route: by('source'), world: { source: { id: 'site', title: 'Site', responsible: { person: 'dina' } } }, play: [['start', 'a:dina']] },
  { name: "the source's default role", route: by('source'), world: { source: { id: 'site', title: 'Site', responsible: { role: 'lawyer' } } }, play: [['start', 'a:lara|leo']] },
  { name: "the source's default role in a unit", route: by('source'), world: { source: { id: 'site', title: 'Site', responsible: { role: 'lawyer', unit: 'sales' } } }, play: [['start', 'a:leo']] },
  { name: 'a request that came from nowhere has no default person of a source', route: by('source'), play: [['start', '!no-performer:a']] },
  { name: 'conditions know the source and the channel', route: `a execution '=if request.channel = "phone" then "dina" else "boris"'; start -> a -> end`, world: { subject: { ...monday.subject, source: 'line', channel: 'phone' } }, play: [['start', 'a:dina']] },
  { name: 'a field with a person', route: by('field:chosen'), world: { data: { chosen: 'lara' } }, play: [['start', 'a:lara']] },
  { name: 'a field with several people', route: by('field:chosen'), world: { data: { chosen: ['lara', 'leo', 'lara'] } }, play: [['start', 'a:lara|leo']] },
  { name: 'a field with a unit means its head', route: by('field:chosen'), world: { data: { chosen: 'sales' } }, play: [['start', 'a:boris']] },
  {
    name: 'a field of the record that another field names',
    route: by('field:equipment.responsible'),
    world: { data: { equipment: 'crane-1' }, records: { equipment: { responsible: 'leo' } } },
    play: [['start', 'a:leo']],
  },
  {
    name: 'an empty field gives nobody until it is filled',
    route: by('field:chosen'),
    play: [['start', '!no-performer:a'], ['retry', 'a:leo', { world: { data: { chosen: 'leo' } } }]],
  },
  {
    name: 'a field cannot name what every object has',
    route: by('field:constructor.name'),
    play: [['start', '!no-performer:a']],
  },
  {
    name: 'whoever did another step',
    route: 'a execution group:pair; b execution performer:a; start -> a -> b -> end',
    play: [['start', 'a:boris|fiona'], ['fiona done a', 'b:fiona']],
  },
  {
    name: 'whoever did another step last when it was done twice',
    route: 'a execution group:pair; b approval dina; c execution performer:a; start -> x1 -> a -> b -> x2; x2 -> x1 if =steps.b.outcome = "reject"; x2 -> c else; c -> end',
    play: [['start', 'a:boris|fiona'], ['fiona done a', 'b:dina'], ['dina reject b', 'a:boris|fiona'], ['boris done a', 'b:dina'], ['dina approve b', 'c:boris']],
  },
  { name: 'the least loaded of a group', route: by('leastLoaded:board'), world: { load: { boris: 3, dina: 1, fiona: 2 } }, play: [['start', 'a:dina']] },
  { name: 'the least loaded by name when several are', route: by('leastLoaded:board'), play: [['start', 'a:boris']] },
  { name: 'FEEL giving one person', route: by(`'=if amount > 100 then "dina" else "boris"'`), play: [['start', 'a:dina']] },
  { name: 'FEEL giving several', route: by(`'=["dina", "leo"]'`), play: [['start', 'a:dina|leo']] },
  { name: 'FEEL naming what does not exist gives nobody', route: by(`'=bos'`), play: [['start', '!no-performer:a']] },
  { name: 'a person who has left is not asked', route: by('group:with-greg'), play: [['start', 'a:boris']] },
  {
    name: 'stops when nobody is found and goes on after the organisation has changed',
    route: by('group:empty'),
    play: [
      ['start', '!no-performer:a'],
      ['retry', '!no-performer:a'],
      ['retry', 'a:leo', { world: { org: { ...firm, groups: [{ id: 'empty', title: 'Not any more', people: ['leo'] }] } } }],
    ],
    check: ({ last }) => assertSame(last.trace.some(({ code }) => code === 'who.group'), true, 'the rule that found somebody is told'),
  },
  {
    name: 'the other branch goes on while one has nobody to do it',
    route: 'a execution group:empty; b execution boris; start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> end',
    play: [['start', 'b:boris !no-performer:a'], ['boris done b', '!no-performer:a']],
  },
  {
    name: 'rework and acceptance go to the initiator when nothing is said',
    route: 'a acceptance nobody; b rework nobody; start -> a -> b -> end',
    play: [['start', 'a:anna'], ['anna accept a', 'b:anna']],
  },
];
