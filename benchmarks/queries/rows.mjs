/** What a hand-made product shows of its rows: the same fields as ours, with names that it has in memory as ours has. */

/** Names of people, kinds, stages and units of a system. */
export function namesOf({ org, kinds }) {
  const [{ kind: { form } }] = kinds;
  return {
    people: new Map(org.people.map(({ id, name }) => [id, name])),
    units: new Map(org.units.map((unit) => [unit.id, unit.title])),
    kinds: new Map(kinds.map(({ kind }) => [kind.id, { title: kind.title, icon: kind.icon, stages: new Map(kind.stages.map((stage) => [stage.id, stage.title])) }])),
    labels: ['equipment', 'urgency'].map((field) => form.schema.properties[field].title),
  };
}

const instant = (moment) => new Date(Number(moment)).toISOString();
const isOverdue = (due, open) => open && due !== null && Date.parse(due) < Date.now();

/** A row of the register. */
export function listedRow({ submitted, waiting, initiator, stage, due, ...row }, names) {
  const kind = names.kinds.get(row.kind);
  return {
    ...row,
    kindTitle: kind.title,
    icon: kind.icon,
    stage: kind.stages.get(stage),
    waitingFor: JSON.parse(waiting).map(({ step, people }) => ({ step, people: people.map((person) => names.people.get(person)) })),
    initiator,
    initiatorName: names.people.get(initiator),
    submittedAt: instant(submitted),
    due,
    overdue: isOverdue(due, row.state === 'active' || row.state === 'postponed'),
  };
}

/** A row of the inbox; `equipment` is the title of a record. */
export function taskRow({ body, title, number, kind, unit, initiator, equipment, ...row }, names) {
  const task = JSON.parse(body);
  return {
    ...task,
    ...row,
    requestTitle: title,
    requestNumber: number,
    kind,
    kindTitle: names.kinds.get(kind).title,
    initiatorName: names.people.get(initiator),
    unitTitle: names.units.get(unit),
    assigneeName: names.people.get(task.assignee),
    overdue: isOverdue(row.due, true),
    highlights: [equipment, 'Обычная'].map((text, n) => ({ label: names.labels[n], text })),
    complete: { allowed: true },
  };
}

/** The one record that all requests of the data name. */
export const records = [{ id: 'eq-1001', title: 'МФУ Kyocera M2540 · 01-00142' }];
export const equipment = records[0].id;
