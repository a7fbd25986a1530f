import type { Substitution } from '@requestry/model';
import { firm } from '../people.js';
import type { CoreCase } from '../play.js';

const away = (...substitutions: readonly Partial<Substitution>[]) => ({
  org: {
    ...firm,
    substitutions: substitutions.map((each, index): Substitution => ({ id: `s${index}`, who: 'dina', forWhom: 'boris', from: '2026-03-01', to: '2026-03-10', ...each })),
  },
});

const byBoris = 'a approval boris; start -> a -> end';

/** Standing in for who is away. */
export const substitutionCases: readonly CoreCase[] = [
  { name: 'gives the task to the substitute of who is away', route: byBoris, world: away({}), play: [['start', 'a:dina^boris'], ['dina approve a', 'end:completed']] },
  { name: 'follows substitutes who are away themselves', route: byBoris, world: away({}, { who: 'leo', forWhom: 'dina' }), play: [['start', 'a:leo^boris']] },
  { name: 'does not run in circles among people who stand in for each other', route: byBoris, world: away({}, { who: 'boris', forWhom: 'dina' }), play: [['start', 'a:dina^boris']] },
  { name: 'keeps to the kinds of a substitution', route: byBoris, world: away({ kinds: ['leave'] }), play: [['start', 'a:boris']] },
  { name: 'takes the substitution that covers the kind', route: byBoris, world: away({ kinds: ['leave'] }, { who: 'leo', kinds: ['work'] }), play: [['start', 'a:leo^boris']] },
  { name: 'includes the first and the last day of an absence', route: byBoris, world: away({ from: '2026-03-02', to: '2026-03-02' }), play: [['start', 'a:dina^boris']] },
  { name: 'has the task back when the absence is over', route: byBoris, world: away({ to: '2026-03-01' }), play: [['start', 'a:boris']] },
  { name: 'does not begin before the absence does', route: byBoris, world: away({ from: '2026-03-03' }), play: [['start', 'a:boris']] },
  {
    name: 'counts days in the zone of the calendar',
    route: byBoris,
    world: { ...away({ from: '2026-03-03' }), now: Date.parse('2026-03-02T21:30:00Z') },
    play: [['start', 'a:dina^boris']],
  },
  { name: 'counts instants to the second', route: byBoris, world: away({ from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T06:59:59.000Z' }), play: [['start', 'a:boris']] },
  { name: 'passes over the initiator as substitute on an approval', route: byBoris, world: away({ who: 'anna' }), play: [['start', 'a:boris']] },
  { name: 'lets the initiator stand in on a step that decides nothing', route: 'a execution boris; start -> a -> end', world: away({ who: 'anna' }), play: [['start', 'a:anna^boris']] },
  { name: 'passes over a substitute who has left', route: byBoris, world: away({ who: 'greg' }), play: [['start', 'a:boris']] },
  {
    name: 'gives each of several their own substitute',
    route: 'a approval group:pair mode=all; start -> a -> end',
    world: away({}, { who: 'leo', forWhom: 'fiona' }),
    play: [['start', 'a:dina^boris a:leo^fiona']],
  },
  {
    name: 'looks for the substitute when the turn comes',
    route: 'a approval group:pair mode=inTurn; start -> a -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'a:leo^fiona', { world: away({ who: 'leo', forWhom: 'fiona' }) }]],
  },
  { name: 'tells the substitute of a notice', route: 'n notification boris; start -> n -> end', world: away({}), play: [['start', '>n:dina end:completed']] },
];
