import type { beforeEach, describe, expect, it } from 'vitest';
import { atAStep } from './cases/at-a-step.js';
import { changingRequests } from './cases/changing-requests.js';
import { contactPersons } from './cases/contact-persons.js';
import { conversation } from './cases/conversation.js';
import { peopleAndTime } from './cases/people-and-time.js';
import { recurringRequests } from './cases/recurring-requests.js';
import { enteringRequests } from './cases/entering-requests.js';
import { decidedAlone } from './cases/decided-alone.js';
import { decisions } from './cases/decisions.js';
import { files } from './cases/files.js';
import { guards } from './cases/guards.js';
import { lookingUp } from './cases/looking-up.js';
import { messagesToPeople } from './cases/messages.js';
import { olderRequests } from './cases/older-requests.js';
import { promises } from './cases/promises.js';
import { relations } from './cases/relations.js';
import { register } from './cases/register.js';
import { reservations } from './cases/reservations.js';
import { sameIds } from './cases/same-ids.js';
import { serviceAnswers } from './cases/service-answers.js';
import { resourcesAndPayments } from './cases/resources.js';
import { standingIn } from './cases/standing-in.js';
import { takingPart } from './cases/taking-part.js';
import { workOnRequest } from './cases/work-on-request.js';
import type { Office, OfficeOptions } from './office.js';

/** The words of a test runner that the suite speaks: those of vitest and jest. */
export interface SuiteRunner {
  readonly describe: typeof describe;
  readonly it: typeof it;
  readonly expect: typeof expect;
  readonly beforeEach: typeof beforeEach;
}

export interface ServiceSuite {
  /** What stands behind the services, for the report. */
  readonly name: string;
  /** An office whose people work through the services under test. */
  open(options: OfficeOptions): Promise<Office>;
  readonly runner: SuiteRunner;
}

const cases: readonly ((suite: ServiceSuite) => void)[] = [
  workOnRequest, serviceAnswers, sameIds, changingRequests, peopleAndTime, standingIn, recurringRequests, enteringRequests, messagesToPeople,
  register, guards, reservations, decisions, takingPart, conversation, contactPersons, files, relations, olderRequests, atAStep, decidedAlone,
  resourcesAndPayments, lookingUp, promises,
];

/** Declares what every implementation of `RequestService` and `DesignService` has to do. */
export function describeService(suite: ServiceSuite): void {
  const { describe } = suite.runner;
  describe(`services of ${suite.name}`, () => {
    for (const declare of cases) describe(declare.name, () => declare(suite));
  });
}
