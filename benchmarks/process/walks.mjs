/**
 * What people decide on each route from start to end: step, person, outcome. Engines that know no shared steps take the decision that
 * completes one as the only one (`also` marks the others).
 */
export const walks = {
  a: [
    { step: 'head', person: 'erik', outcome: 'approve' },
    { step: 'work', person: 'fiona', outcome: 'done' },
    { step: 'accept', person: 'anna', outcome: 'accept' },
  ],
  b: [
    { step: 'head', person: 'erik', outcome: 'reject' },
    { step: 'rework1', person: 'anna', outcome: 'resubmit' },
    { step: 'head', person: 'erik', outcome: 'approve' },
    { step: 'board', person: 'boris', outcome: 'approve', also: true },
    { step: 'board', person: 'dina', outcome: 'reject' },
    { step: 'rework2', person: 'anna', outcome: 'resubmit' },
    { step: 'board', person: 'boris', outcome: 'approve', also: true },
    { step: 'board', person: 'dina', outcome: 'approve', also: true },
    { step: 'board', person: 'fiona', outcome: 'approve' },
    { step: 'law', person: 'leo', outcome: 'approve' },
    { step: 'director', person: 'dina', outcome: 'approve' },
  ],
  c: Array.from({ length: 9 }, (_, index) => ({ step: `a${index + 1}`, person: ['dina', 'fiona', 'boris'][index % 3], outcome: 'approve' })),
};

/** Fields of the request. On c the stages up to 450 are asked, the others passed over. */
export const data = { amount: 500, urgent: false, note: null, chosen: null, equipment: null };
