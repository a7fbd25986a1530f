import type { CoreCase } from '../play.js';
import { assignmentCases } from './assignment.js';
import { commandCases } from './commands.js';
import { endCases } from './ends.js';
import { flowCases } from './flow.js';
import { inclusiveCases } from './inclusive.js';
import { mixedCases } from './mixed.js';
import { modeCases } from './modes.js';
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
  'standing in': substitutionCases,
  'time': timerCases,
  'ends': endCases,
  'all together': mixedCases,
  'commands': commandCases,
};
