// What the page of routes says of each BPMN element: its meaning and the smallest route that shows it.
const person = { type: 'approval', who: { rule: 'initiatorHead' } };
const task = (id, name, step = person) => ({ id, type: 'userTask', name, step });
const message = (name) => ({ type: 'message', name, key: '=request.id' });
const wait = { type: 'timer', kind: 'duration', value: 'P3D', working: true };

/** Every element: `about` in words, `nodes` besides start and end, `ways` through them; `shown` when it is not the node of its own name. */
export const elements = {
  startEvent: { about: 'Where a request begins when it is submitted. A route has one at its top; each subprocess has one of its own.', nodes: [task('work', 'Approve')], ways: ['start work end'], shown: 'start' },
  endEvent: { about: 'Where a way ends. `rq:end` tells the state of the request; without it the request is completed. With `terminateEventDefinition` it stops all other branches.', nodes: [task('work', 'Approve'), { id: 'refused', type: 'endEvent', name: 'Refused', end: { state: 'refused', title: { ru: 'Отказано', en: 'Refused' } }, event: { type: 'terminate' } }], ways: ['start work refused'], shown: 'refused' },
  intermediateCatchEvent: { about: 'Waits on the way: for a time, a message, a signal, a condition, or as the landing of a link.', nodes: [{ id: 'pause', type: 'intermediateCatchEvent', name: 'Three days', event: wait }], ways: ['start pause end'], shown: 'pause' },
  intermediateThrowEvent: { about: 'Does something in passing: sends a message, a signal or an escalation, or jumps along a link. A plain one only marks a place.', nodes: [{ id: 'tell', type: 'intermediateThrowEvent', name: 'Signed', event: { type: 'signal', name: 'signed' } }], ways: ['start tell end'], shown: 'tell' },
  boundaryEvent: { about: 'Sits on the border of a step and happens while it is open. It interrupts the step unless `cancelActivity="false"`; then a branch begins beside it.', nodes: [task('work', 'Approve'), { id: 'late', type: 'boundaryEvent', attachedTo: 'work', event: wait }, task('boss', 'Decide')], ways: ['start work end', 'late boss end'], shown: 'late' },
  task: { about: 'A task of no particular sort. With `rq:step` it is done like a user task.', nodes: [{ ...task('work', 'Check'), type: 'task' }], ways: ['start work end'], shown: 'work' },
  userTask: { about: 'A step that people do: approve, carry out, accept, read, answer, decide, register, rework. `rq:step` says all about it.', nodes: [task('work', 'Approve')], ways: ['start work end'], shown: 'work' },
  manualTask: { about: 'Work outside the system. With `rq:step` a person says that it is done; without it is passed at once.', nodes: [{ id: 'work', type: 'manualTask', name: 'File the paper' }], ways: ['start work end'], shown: 'work' },
  serviceTask: { about: 'A machine’s step: sets fields by formulas.', nodes: [{ id: 'work', type: 'serviceTask', name: 'Fill in', step: { type: 'action', set: { checked: '=true' } } }], ways: ['start work end'], shown: 'work' },
  scriptTask: { about: 'Computes a value by FEEL and sets a field. Other languages are refused.', nodes: [{ id: 'work', type: 'scriptTask', name: 'Double', script: { expression: '=amount * 2', result: 'double', language: 'feel' } }], ways: ['start work end'], shown: 'work' },
  businessRuleTask: { about: 'Asks a decision table of the kind and sets a field to its answer.', nodes: [{ id: 'work', type: 'businessRuleTask', name: 'Limit', script: { expression: 'limits', result: 'limit' } }], ways: ['start work end'], shown: 'work' },
  sendTask: { about: 'Notifies people; nobody has to answer. With a message instead of `rq:step` it sends that.', nodes: [{ id: 'work', type: 'sendTask', name: 'Notify', step: { type: 'notification', who: { rule: 'initiator' } } }], ways: ['start work end'], shown: 'work' },
  receiveTask: { about: 'Waits for a message with a fitting key.', nodes: [{ id: 'work', type: 'receiveTask', name: 'Paid', event: message('paid') }], ways: ['start work end'], shown: 'work' },
  exclusiveGateway: { about: 'One way of several: the first whose condition holds, else the default. Where ways come together, each goes on by itself.', nodes: [{ id: 'choice', type: 'exclusiveGateway', name: 'Large?', default: 'choice_b' }, task('a', 'Director'), task('b', 'Head'), { id: 'choice_join', type: 'exclusiveGateway' }], ways: ['start choice a choice_join end', 'choice b choice_join'], conditions: { choice_a: '=amount > 1000' }, shown: 'choice' },
  parallelGateway: { about: 'All ways at once. Where ways come together it waits for every one.', nodes: [{ id: 'all', type: 'parallelGateway' }, task('a', 'Lawyer'), task('b', 'Finance'), { id: 'all_join', type: 'parallelGateway' }], ways: ['start all a all_join end', 'all b all_join'], shown: 'all' },
  inclusiveGateway: { about: 'Every way whose condition holds, else the default. Where ways come together it waits for those that can still come.', nodes: [{ id: 'some', type: 'inclusiveGateway', default: 'some_b' }, task('a', 'Lawyer'), task('b', 'Finance'), { id: 'some_join', type: 'inclusiveGateway' }], ways: ['start some a some_join end', 'some b some_join'], conditions: { some_a: '=amount > 1000' }, shown: 'some' },
  eventBasedGateway: { about: 'Waits for several events; the first that happens decides the way. Only events to wait for may follow.', nodes: [{ id: 'first', type: 'eventBasedGateway' }, { id: 'a', type: 'intermediateCatchEvent', name: 'Paid', event: message('paid') }, { id: 'b', type: 'intermediateCatchEvent', name: 'Too late', event: wait }], ways: ['start first a end', 'first b end'], shown: 'first' },
  subProcess: { about: 'A route within the route, one step from outside; it may be repeated and have events on its border. With `triggeredByEvent="true"` nothing leads to it: its start event begins it.', nodes: [{ id: 'sub', type: 'subProcess', name: 'Check' }, { id: 'begin', type: 'startEvent', parent: 'sub' }, { ...task('work', 'Approve'), parent: 'sub' }, { id: 'done', type: 'endEvent', parent: 'sub' }], ways: ['start sub end', 'begin work done'], shown: 'sub' },
  callActivity: { about: 'Calls another published route. `rq:input` says what it sees besides the fields, `rq:output` what comes back.', nodes: [{ id: 'call', type: 'callActivity', name: 'Security check', step: { type: 'subroute' }, calledElement: 'security', input: { sum: '=amount' }, output: { passed: '=ok' } }], ways: ['start call end'], shown: 'call' },
};

/** Sorts of events by name. */
export const events = { timer: 'a time', message: 'a message', signal: 'a signal', error: 'an error', escalation: 'an escalation', condition: 'a condition that becomes true', link: 'a link', terminate: 'stopping everything' };

/** A route that uses every `rq:` element and attribute; examples are cut out of it. */
export const complete = {
  nodes: [
    { id: 'approve', type: 'userTask', name: 'Approve', step: {
      type: 'approval', title: { ru: 'Согласование', en: 'Approval' }, who: { rule: 'initiatorHead', level: 2, firstAbove: true }, mode: { kind: 'quorum', quorum: 60, percent: true, veto: true }, skip: ['initiator'], notPerformerOf: ['fill'],
      outcomes: [{ id: 'refuse', title: { ru: 'Отказать', en: 'Refuse' }, effect: 'stop', commentRequired: true, reasonDirectory: 'reasons' }], access: { amount: 'edit' }, due: 'P2D', reminders: [{ before: 'PT4H' }],
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
