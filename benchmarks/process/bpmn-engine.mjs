import { createRequire } from 'node:module';

const { Engine } = createRequire(import.meta.url)('bpmn-engine');

/**
 * bpmn-engine: recover the stored state, resume, signal the waiting task, get the state. Conditions are the same FEEL. It knows no shared
 * steps, people or working time: a shared step is one task here, which is less work than ours does.
 */
export async function bpmnEngineWalk(ours, xml, walk, data) {
  const facts = { steps: Object.fromEntries([...xml.matchAll(/userTask id="(\w+)"/g)].map(([, id]) => [id, null])) };
  const compiled = new Map();
  const expressions = {
    resolveExpression(text) {
      if (typeof text !== 'string' || !text.startsWith('=')) return text;
      if (!compiled.has(text)) compiled.set(text, ours.compileExpression(text));
      return compiled.get(text).evaluate({ ...data, ...facts }).value;
    },
  };
  const stateOf = async (execution) => JSON.stringify(await execution.getState());
  const first = new Engine({ name: 'peer', source: xml, expressions });
  let execution = await first.execute();
  let json = await stateOf(execution);
  await execution.stop();
  const transitions = [];

  const cold = async ({ json: stored, command, before }) => {
    facts.steps = { ...before, [command.step]: { outcome: command.outcome } };
    const engine = new Engine({ name: 'peer', expressions });
    engine.recover(JSON.parse(stored));
    const resumed = await engine.resume();
    resumed.signal({ id: command.step });
    const after = await stateOf(resumed);
    const { state } = resumed;
    if (state !== 'idle') await resumed.stop();
    return { json: after, state };
  };

  let last;
  for (const command of walk) {
    if (command.also) continue;
    const before = { ...facts.steps };
    transitions.push({ json, command, before });
    last = await cold(transitions.at(-1));
    json = last.json;
  }
  if (last.state !== 'idle') throw new Error(`bpmn-engine: the walk leaves it ${last.state}`);
  return { transitions, cold };
}
