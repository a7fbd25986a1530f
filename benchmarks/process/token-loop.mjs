/**
 * The least that a token engine can do, as the limit: tokens move, gateways split and join, several people share a step, timers are
 * rows. Conditions are evaluated by the same FEEL. No assignment, skipping, due dates, reasons, events, incidents or checks.
 */
export function loopWalk(ours, route, walk, data) {
  const nodes = new Map(route.nodes.map((node) => [node.id, { ...node, incoming: [], outgoing: [], timers: [] }]));
  for (const flow of route.flows) {
    const compiled = { ...flow, when: flow.condition && ours.compileExpression(flow.condition) };
    nodes.get(flow.from).outgoing.push(compiled);
    nodes.get(flow.to).incoming.push(compiled);
  }
  for (const node of nodes.values()) if (node.attachedTo) nodes.get(node.attachedTo).timers.push(node.id);

  const choose = (state, node) =>
    node.outgoing.find((flow) => flow.when && flow.when.evaluate({ ...data, steps: state.steps }).value === true) ?? node.outgoing.find((flow) => flow.id === node.default) ?? node.outgoing[0];

  function go(state, queue) {
    for (let token = queue.shift(); token; token = queue.shift()) {
      const node = nodes.get(token.node);
      switch (node.type) {
        case 'userTask':
          token.left = node.step.mode?.kind === 'all' ? 3 : 1;
          for (const timer of node.timers) state.timers.push({ token: token.id, node: timer, at: '2026-03-05T07:00:00.000Z' });
          break;
        case 'endEvent':
          state.tokens = state.tokens.filter((other) => other !== token);
          break;
        case 'exclusiveGateway':
          move(state, token, [choose(state, node)], queue);
          break;
        case 'parallelGateway': {
          const arrived = node.incoming.map((flow) => state.tokens.find((other) => other.node === node.id && other.via === flow.id));
          if (arrived.includes(undefined)) break;
          state.tokens = state.tokens.filter((other) => other === token || !arrived.includes(other));
          move(state, token, node.outgoing, queue);
          break;
        }
        default:
          move(state, token, node.outgoing, queue);
      }
    }
  }

  function move(state, token, flows, queue) {
    flows.forEach((flow, index) => {
      const moved = index === 0 ? token : { id: (state.last += 1) };
      if (index > 0) state.tokens.push(moved);
      moved.node = flow.to;
      moved.via = flow.id;
      queue.push(moved);
    });
  }

  function complete(state, { step, outcome }) {
    const token = state.tokens.find((candidate) => candidate.node === step);
    token.left -= 1;
    if (token.left > 0 && outcome !== 'reject') return;
    delete token.left;
    state.timers = state.timers.filter((timer) => timer.token !== token.id);
    state.steps[step] = { outcome };
    const queue = [];
    move(state, token, nodes.get(step).outgoing, queue);
    go(state, queue);
  }

  const steps = Object.fromEntries(route.nodes.filter(({ step }) => step).map(({ id }) => [id, null]));
  const state = { last: 1, tokens: [{ id: 1, node: route.nodes.find(({ type }) => type === 'startEvent').id }], timers: [], steps };
  go(state, [...state.tokens]);
  const transitions = [];
  for (const command of walk) {
    transitions.push({ json: JSON.stringify(state), command });
    complete(state, command);
  }
  if (state.tokens.length > 0) throw new Error(`token loop: the walk ends in ${JSON.stringify(state)}`);
  const cold = ({ json, command }) => {
    const current = JSON.parse(json);
    complete(current, command);
    return JSON.stringify(current);
  };
  return { transitions, cold };
}
