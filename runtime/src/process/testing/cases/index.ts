import type { CoreCase } from '../play.js';
import { alarmCases } from './alarms.js';
import { assignmentCases } from './assignment.js';
import { besideCases } from './beside.js';
import { callCases } from './calls.js';
import { changeCases } from './changes.js';
import { commandCases } from './commands.js';
import { decisionCases } from './decisions.js';
import { endCases } from './ends.js';
import { errorCases } from './errors.js';
import { eventCases } from './events.js';
import { flowCases } from './flow.js';
import { inclusiveCases } from './inclusive.js';
import { loopCases } from './loops.js';
import { mixedCases } from './mixed.js';
import { modeCases } from './modes.js';
import { restCases } from './rests.js';
import { returnCases } from './returns.js';
import { scopeCases } from './scopes.js';
import { separationCases } from './separation.js';
import { skipCases } from './skips.js';
import { substitutionCases } from './substitution.js';
import { timerCases } from './timers.js';

/** Everything an engine has to do right, by subject. Names are unique: they are what a skip refers to. */
export const coreCases: Readonly<Record<string, readonly CoreCase[]>> = {
  'ways through a route': flowCases,
  'inclusive ways': inclusiveCases,
  'several people on a step': modeCases,
  'skipping steps': skipCases,
  'who does a step': assignmentCases,
  'deciding by a table': decisionCases,
  'standing in': substitutionCases,
  'duties kept apart': separationCases,
  'time': timerCases,
  'ends': endCases,
  'subprocesses': scopeCases,
  'errors and escalations': errorCases,
  'events on the way': eventCases,
  'subprocesses started by events': besideCases,
  'repetition': loopCases,
  'routes that call routes': callCases,
  'all together': mixedCases,
  'commands': commandCases,
  'going back': returnCases,
  'people on an open step': changeCases,
  'rest': restCases,
  'around the due moment': alarmCases,
};
