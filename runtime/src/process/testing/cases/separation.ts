import { firm } from '../people.js';
import type { CoreCase } from '../play.js';
import { assertSame } from '../same.js';

/** Separation of duties: what one person must not do both of. */
export const separationCases: readonly CoreCase[] = [
  {
    name: 'leaves out whoever did the step that this one is kept apart from',
    route: 'a approval boris; b approval group:pair apart=a; start -> a -> b -> end',
    play: [['start', 'a:boris'], ['boris approve a', 'b:fiona'], ['fiona approve b', 'end:completed']],
    check: ({ events }) => {
      const opened = events.filter((event) => event.type === 'step-opened').at(-1);
      assertSame(opened?.trace.because?.map(({ code, params }) => [code, params?.person, params?.step]), [['who.separated', 'boris', 'a']], 'why');
    },
  },
  { name: 'stops with an incident when duties that are kept apart leave nobody', route: 'a approval boris; b approval boris apart=a; start -> a -> b -> end', play: [['start', 'a:boris'], ['boris approve a', '!no-performer:b']] },
  {
    name: 'leaves out everybody who agreed on the other step',
    route: 'a approval group:pair mode=all; b approval group:board apart=a; start -> a -> b -> end',
    play: [['start', 'a:boris a:fiona'], ['fiona approve a', 'a:boris'], ['boris approve a', 'b:dina']],
  },
  {
    name: 'does not let somebody stand in on a step that is kept apart from theirs',
    route: 'a approval leo; b approval dina apart=a; start -> a -> b -> end',
    world: { org: { ...firm, substitutions: [{ id: 's', who: 'leo', forWhom: 'dina', from: '2026-03-01', to: '2026-03-10' }] } },
    play: [['start', 'a:leo'], ['leo approve a', 'b:dina']],
  },
  {
    name: 'refuses a decision of whoever the task was handed to, when their duties are kept apart',
    route: 'a approval leo; b approval dina apart=a; start -> a -> b -> end',
    play: [['start', 'a:leo'], ['leo approve a', 'b:dina'], ['give b leo', 'b:leo'], ['leo approve b', 'error STATE'], ['give b boris', 'b:boris'], ['boris approve b', 'end:completed']],
  },
  {
    name: 'refuses the second decision on steps that are open side by side',
    route: 'a approval boris; b approval boris apart=a; start -> and1; and1 -> a -> and2; and1 -> b -> and2; and2 -> end',
    play: [['start', 'a:boris b:boris'], ['boris approve a', 'b:boris'], ['boris approve b', 'error STATE']],
  },
  {
    name: 'does not escalate to whoever is kept apart',
    route: 'a approval dina; b approval boris apart=a due=PT4H escalate=add:group:board; start -> a -> b -> end',
    play: [['start', 'a:dina'], ['dina approve a', 'b:boris'], ['wake', '..b:boris !add:b:boris,fiona b:boris|fiona', { world: { now: Date.parse('2026-03-02T12:00:00Z') } }]],
  },
];
