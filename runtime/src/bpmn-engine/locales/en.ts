type Params = Readonly<Record<string, string>>;

/** Why a route is refused, English. */
export const en = {
  'bpmn-engine.element': (p: Params) => `“${p['name']}”: bpmn-engine is not given elements of type ${p['type']}.`,
  'bpmn-engine.command': (p: Params) => `With bpmn-engine a request cannot go on elsewhere than its route leads (${p['command']}).`,
  'bpmn-engine.inclusive-join': (p: Params) => `“${p['name']}”: bpmn-engine does not wait for several branches at an inclusive join.`,
  'bpmn-engine.choice-before-join': (p: Params) => `“${p['name']}”: in bpmn-engine the way that “${p['choice']}” does not take counts as arrived at this join; it goes on too early, or the request never ends.`,
  'bpmn-engine.timer-before-join': (p: Params) => `“${p['name']}”: in bpmn-engine the timer on “${p['choice']}” counts as arrived at this join when it has not fired; it goes on too early, or the request never ends.`,
  'bpmn-engine.too-many-discards': (p: Params) => `“${p['name']}”: bpmn-engine follows every way that is not taken, here more than ${p['limit']} times; each further choice doubles that.`,
  'bpmn-engine.two-tokens': (p: Params) => `“${p['name']}”: two branches may come here at once; bpmn-engine does the second only when the first is done.`,
  'bpmn-engine.gateways-in-a-row': (p: Params) => `“${p['name']}”: more than ${p['limit']} gateways in a row, or a circle of nothing else; bpmn-engine calls itself for each of them and runs out of stack.`,
};
