const inclusiveJoin = 'it has no inclusive join: every token that comes to one goes on by itself';
const twoTokens = 'a second token waits before an activity until the first has left it';
const choiceBeforeJoin = 'a way that a choice does not take counts as arrived at the parallel join behind it';
const timerBeforeJoin = 'a timer that does not fire counts as arrived at the parallel join behind it';

/** Cases of the common suite that bpmn-engine does not pass, each with the measured reason. */
export const bpmnEngineGaps: Readonly<Record<string, string>> = {
  'does a step twice when two tokens come to it': twoTokens,
  'takes one token from each flow at a parallel join and leaves the rest waiting': twoTokens,
  'loses no token when two come to a join at once and one waits there': twoTokens,
  'fires the timer of one of two tokens in the same step': twoTokens,
  'goes back within one branch of a parallel block': choiceBeforeJoin,
  'chooses in one branch of a parallel block while the other is open': choiceBeforeJoin,
  'passes over a stage in one branch of a parallel block': choiceBeforeJoin,
  'joins a timeout with the normal way': timerBeforeJoin,
  'a terminating end stops everything else': timerBeforeJoin,
  'withdrawing takes back everything open': timerBeforeJoin,
  'takes the only inclusive branch that applies': inclusiveJoin,
  'joins two inclusive branches that apply': inclusiveJoin,
  'joins three inclusive branches that apply': inclusiveJoin,
  'takes the default inclusive branch when no other applies': inclusiveJoin,
  'stops with an incident when no inclusive branch applies': inclusiveJoin,
  'waits at an inclusive join for a branch that is being reworked': inclusiveJoin,
  'goes back before an inclusive split and through it again': inclusiveJoin,
  'goes on at an inclusive join when the other branch has ended elsewhere': inclusiveJoin,
  'nests inclusive blocks': inclusiveJoin,
  'joins inclusive branches inside a parallel block without waiting for its other branch': inclusiveJoin,
  'does not wait at an inclusive join for a token that would come only in a later round': inclusiveJoin,
  'waits at an inclusive join for a timer that may still fire into it': inclusiveJoin,
};
