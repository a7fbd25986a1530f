// The smallest route that shows each BPMN element, for the page of routes.
const person = { type: 'approval', who: { rule: 'initiatorHead' } };
const task = (id, name, step = person) => ({ id, type: 'userTask', name, step });
const message = (name) => ({ type: 'message', name, key: '=request.id' });
const wait = { type: 'timer', kind: 'duration', value: 'P3D', working: true };

/** Every element: `nodes` besides start and end, `ways` through them; `shown` is the node that the example is about. */
export const elements = {
  startEvent: { nodes: [task('work', 'Approve')], ways: ['start work end'], shown: 'start' },
  endEvent: { nodes: [task('work', 'Approve'), { id: 'refused', type: 'endEvent', name: 'Refused', end: { state: 'refused', title: { ru: 'Отказано', en: 'Refused' } }, event: { type: 'terminate' } }], ways: ['start work refused'], shown: 'refused' },
  intermediateCatchEvent: { nodes: [{ id: 'pause', type: 'intermediateCatchEvent', name: 'Three days', event: wait }], ways: ['start pause end'], shown: 'pause' },
  intermediateThrowEvent: { nodes: [{ id: 'tell', type: 'intermediateThrowEvent', name: 'Signed', event: { type: 'signal', name: 'signed' } }], ways: ['start tell end'], shown: 'tell' },
  boundaryEvent: { nodes: [task('work', 'Approve'), { id: 'late', type: 'boundaryEvent', attachedTo: 'work', event: wait }, task('boss', 'Decide')], ways: ['start work end', 'late boss end'], shown: 'late' },
  task: { nodes: [{ ...task('work', 'Check'), type: 'task' }], ways: ['start work end'], shown: 'work' },
  userTask: { nodes: [task('work', 'Approve')], ways: ['start work end'], shown: 'work' },
  manualTask: { nodes: [{ id: 'work', type: 'manualTask', name: 'File the paper' }], ways: ['start work end'], shown: 'work' },
  serviceTask: { nodes: [{ id: 'work', type: 'serviceTask', name: 'Fill in', step: { type: 'action', set: { checked: '=true' } } }], ways: ['start work end'], shown: 'work' },
  scriptTask: { nodes: [{ id: 'work', type: 'scriptTask', name: 'Double', script: { expression: '=amount * 2', result: 'double', language: 'feel' } }], ways: ['start work end'], shown: 'work' },
  businessRuleTask: { nodes: [{ id: 'work', type: 'businessRuleTask', name: 'Limit', script: { expression: 'limits', result: 'limit' } }], ways: ['start work end'], shown: 'work' },
  sendTask: { nodes: [{ id: 'work', type: 'sendTask', name: 'Notify', step: { type: 'notification', who: { rule: 'initiator' } } }], ways: ['start work end'], shown: 'work' },
  receiveTask: { nodes: [{ id: 'work', type: 'receiveTask', name: 'Paid', event: message('paid') }], ways: ['start work end'], shown: 'work' },
  exclusiveGateway: { nodes: [{ id: 'choice', type: 'exclusiveGateway', name: 'Large?', default: 'choice_b' }, task('a', 'Director'), task('b', 'Head'), { id: 'choice_join', type: 'exclusiveGateway' }], ways: ['start choice a choice_join end', 'choice b choice_join'], conditions: { choice_a: '=amount > 1000' }, shown: 'choice' },
  parallelGateway: { nodes: [{ id: 'all', type: 'parallelGateway' }, task('a', 'Lawyer'), task('b', 'Finance'), { id: 'all_join', type: 'parallelGateway' }], ways: ['start all a all_join end', 'all b all_join'], shown: 'all' },
  inclusiveGateway: { nodes: [{ id: 'some', type: 'inclusiveGateway', default: 'some_b' }, task('a', 'Lawyer'), task('b', 'Finance'), { id: 'some_join', type: 'inclusiveGateway' }], ways: ['start some a some_join end', 'some b some_join'], conditions: { some_a: '=amount > 1000' }, shown: 'some' },
  eventBasedGateway: { nodes: [{ id: 'first', type: 'eventBasedGateway' }, { id: 'a', type: 'intermediateCatchEvent', name: 'Paid', event: message('paid') }, { id: 'b', type: 'intermediateCatchEvent', name: 'Too late', event: wait }], ways: ['start first a end', 'first b end'], shown: 'first' },
  subProcess: { nodes: [{ id: 'sub', type: 'subProcess', name: 'Check' }, { id: 'begin', type: 'startEvent', parent: 'sub' }, { ...task('work', 'Approve'), parent: 'sub' }, { id: 'done', type: 'endEvent', parent: 'sub' }], ways: ['start sub end', 'begin work done'], shown: 'sub' },
  callActivity: { nodes: [{ id: 'call', type: 'callActivity', name: 'Security check', step: { type: 'subroute' }, calledElement: 'security', input: { sum: '=amount' }, output: { passed: '=ok' } }], ways: ['start call end'], shown: 'call' },
};

/** A route that uses every `rq:` element and attribute; examples are cut out of it. */
export const complete = {
  nodes: [
    { id: 'approve', type: 'userTask', name: 'Approve', step: {
      type: 'approval', title: { ru: 'Согласование', en: 'Approval' }, who: { rule: 'initiatorHead', level: 2, firstAbove: true }, mode: { kind: 'quorum', quorum: 60, percent: true, veto: true }, skip: ['initiator'], notPerformerOf: ['fill'],
      outcomes: [{ id: 'refuse', title: { ru: 'Отказать', en: 'Refuse' }, effect: 'stop', commentRequired: true, decisionDirectory: 'verdicts' }], access: { amount: 'edit' }, due: 'P2D', reminders: [{ before: 'PT4H' }],
      escalations: [{ action: 'handOver', to: { rule: 'role', role: 'lawyer', unit: 'kind' }, after: 'P1D' }, { action: 'decide', outcome: 'refuse', after: 'P3D' }], guidance: { ru: 'Проверьте сумму', en: 'Check the amount' }, checklist: [{ ru: 'Есть договор', en: 'There is a contract' }], estimate: 'PT30M', stage: 'review' },
      loop: { kind: 'parallel', collection: '=people', element: 'person' } },
    { id: 'fill', type: 'serviceTask', step: { type: 'action', set: { checked: '=true' } } },
    { id: 'double', type: 'scriptTask', script: { expression: '=amount * 2', result: 'double' } },
    { id: 'limit', type: 'businessRuleTask', script: { expression: 'limits', result: 'limit' } },
    { id: 'call', type: 'callActivity', calledElement: 'security', input: { sum: '=amount' }, output: { passed: '=ok' } },
    { id: 'pause', type: 'intermediateCatchEvent', event: wait },
    { id: 'paid', type: 'intermediateCatchEvent', event: message('paid') },
    { id: 'receive', type: 'receiveTask', event: message('paid') },
  ],
  ways: ['start approve fill double limit call pause paid receive end'],
  titles: { start_approve: { ru: 'Далее', en: 'Go on' } },
};
