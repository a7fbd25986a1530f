/** What work on a request takes: materials, hours, money. */
import type { JsonObject } from './json.js';
import type { PersonId } from './org.js';
import type { RequestView } from './service/views.js';

/** Whoever executes may note what was used, and how much time it took. */
export interface ResourceSettings {
  /** Directory of materials; none are noted when absent. */
  readonly materials?: string;
  /** Hours of people are noted. */
  readonly hours?: boolean;
  /** Fields of the form that say what was planned: a number of hours, and a table of materials with the columns of its record and quantity. */
  readonly plan?: {
    readonly hours?: string;
    readonly materials?: { readonly field: string; readonly record: string; readonly quantity: string };
  };
}

/** What was used: so much of a material, or so many hours of a person. */
export type UsageInput = { readonly date: string; readonly note?: string } & (
  | { readonly material: string; readonly quantity: string }
  /** `person`: whose hours; the actor's own when absent. */
  | { readonly hours: string; readonly person?: PersonId }
);

/** One line of what was used, as it holds now. */
export interface UsageLine {
  readonly id: string;
  readonly material?: string;
  /** A decimal number. */
  readonly quantity?: string;
  readonly person?: PersonId;
  readonly hours?: string;
  /** ISO date. */
  readonly date: string;
  readonly note?: string;
  readonly by: PersonId;
  readonly at: string;
  /** It was put right, by whom and when. What it was before is in the history. */
  readonly corrected?: { readonly by: PersonId; readonly at: string };
}

/** What was planned against what was used; decimal numbers. */
export interface ResourceTotals {
  readonly hours: { readonly planned?: string; readonly used: string };
  readonly people: readonly { readonly person: PersonId; readonly hours: string }[];
  readonly materials: readonly { readonly material: string; readonly planned?: string; readonly used: string }[];
}

/** Lines of a request with their sums. */
export interface ResourcesView extends ResourceTotals {
  readonly lines: readonly UsageLine[];
  /** What may be noted: materials of this directory, hours. */
  readonly takes?: Pick<ResourceSettings, 'materials' | 'hours'>;
}

/** A request has payments. */
export interface PaymentSettings {
  /** ISO codes that are taken; any when absent. */
  readonly currencies?: readonly string[];
}

/** `planned`: to be paid by its date · `made`: paid on its date. */
export type PaymentState = 'planned' | 'made';

export interface PaymentInput {
  readonly state: PaymentState;
  /** A decimal number, not negative; negative for what is paid back. */
  readonly amount: string;
  /** ISO code. */
  readonly currency: string;
  /** ISO date. */
  readonly date: string;
  readonly purpose?: string;
  /** Of a made one: the planned one that it is about. */
  readonly of?: string;
}

export interface Payment extends PaymentInput {
  readonly id: string;
  readonly by: PersonId;
  readonly at: string;
  /** It does not count, and why. */
  readonly cancelled?: { readonly by: PersonId; readonly at: string; readonly comment: string };
}

/** Sums of one currency; decimal numbers. `debt`: what was planned by today and is not paid; `left`: what is planned at all and is not paid. */
export interface PaymentTotals {
  readonly currency: string;
  readonly planned: string;
  readonly made: string;
  readonly debt: string;
  readonly left: string;
}

export interface PaymentsView {
  readonly items: readonly Payment[];
  /** ISO codes that are taken; any when absent. */
  readonly currencies?: readonly string[];
  readonly totals: readonly PaymentTotals[];
}

/** Noting what a request takes. */
export interface UsageService {
  /** Notes what was used, several lines at once. For those who have or had a task of execution on it, and administrators. */
  addUsage(command: { readonly request: string; readonly lines: readonly UsageInput[]; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Puts a line right: what is named is changed, a quantity or hours of `0` take it away. For whoever noted it, and administrators. */
  correctUsage(command: { readonly request: string; readonly line: string; readonly quantity?: string; readonly hours?: string; readonly date?: string; readonly note?: string; readonly comment: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** Adds payments, planned or made. For participants who work on the request, and administrators. */
  addPayments(command: { readonly request: string; readonly payments: readonly PaymentInput[]; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
  /** A payment does not count any more. */
  cancelPayment(command: { readonly request: string; readonly payment: string; readonly comment: string; readonly expectedVersion?: number; readonly idempotencyKey: string }): Promise<RequestView>;
}

/** `payments` and `resources` as conditions see them; numbers of the only currency, or of `of` by its code. */
export interface UsageNames {
  readonly payments: JsonObject;
  readonly resources: JsonObject;
}
