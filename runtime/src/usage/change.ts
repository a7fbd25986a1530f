import { compareDecimals, decimalOf, isDecimal, localDate, RequestryError, sumDecimals, type Issue, type Kind, type Payment, type PaymentInput, type Request, type UsageInput, type UsageLine, type UsageService } from '@requestry/model';
import { runCommand } from '../command.js';
import { besideOf, besideOps } from '../commands/beside.js';
import { mustBeAllowed, needed } from '../commands/change-process.js';
import { expectVersion, loadVisible, type LoadedRequest } from '../commands/load-request.js';
import type { Context } from '../context.js';
import type { NewEvent } from '../history.js';
import { closedAmong, notToChoose } from '../looking-up.js';
import { isInUse } from '../queries/records.js';
import { readMany } from '../store.js';
import { recordDocId } from '../world.js';
import { executes } from './who.js';

/** What a request holds at most, and what one line may say. */
const limits = { lines: 500, payments: 200, text: 500, quantity: '1000000000', hours: '24', amount: '1000000000000', years: 20 };

type Named = { readonly request: string; readonly expectedVersion?: number; readonly idempotencyKey: string };

/** What a change makes of the request, and what it says. */
interface Change {
  readonly request: Request;
  readonly fact: NewEvent;
}

/** Changes what is noted on a request, in one write. Gives its id. */
async function change(context: Context, name: string, command: Named, make: (loaded: LoadedRequest) => Promise<Change>): Promise<string> {
  const { request: id } = command;
  await runCommand(context, name, command, async () => {
    const loaded = await loadVisible(context, id);
    const { request, fact } = await make(loaded);
    await expectVersion(context, id, loaded.doc.version, command.expectedVersion);
    return { ops: await besideOps(context, { ...besideOf(loaded), request, facts: [fact], by: context.actor.person.id }), result: { request: id } };
  });
  return id;
}

async function mayNote(context: Context, action: 'add-usage' | 'add-payments', { doc, kind }: LoadedRequest): Promise<void> {
  const { request } = doc.body;
  mustBeAllowed(context, { action, request, kind: kind.kind, executes: action === 'add-usage' && (await executes(context, kind, request)) });
}

export const addUsage = (context: Context, command: Parameters<UsageService['addUsage']>[0]): Promise<string> => change(context, 'add-usage', command, async (loaded) => {
  await mayNote(context, 'add-usage', loaded);
  const { request } = loaded.doc.body;
  const before = request.usage ?? [];
  const said = by(context);
  const lines = command.lines.map((line, index): UsageLine => ({ id: `u${before.length + index + 1}`, ...tidyUsage(context, line), ...said }));
  const usage = [...before, ...lines];
  refuse(await usageIssues(context, loaded.kind.kind, command.lines, lines, usage));
  return { request: { ...request, usage }, fact: { type: 'usage-added', facts: { lines: lines.map((line) => ({ ...line })) }, trace: { code: 'usage.added', params: { count: lines.length } } } };
});

export const correctUsage = (context: Context, command: Parameters<UsageService['correctUsage']>[0]): Promise<string> => change(context, 'correct-usage', command, async (loaded) => {
  const comment = needed(command.comment, '/comment');
  const { request } = loaded.doc.body;
  const before = request.usage?.find(({ id }) => id === command.line);
  if (!before) throw new RequestryError('NOT_FOUND', `Request ${request.id} has no line "${command.line}"`, { params: { id: command.line } });
  mustBeAllowed(context, { action: 'correct-usage', request, kind: loaded.kind.kind, line: before });
  const { quantity = before.quantity, hours = before.hours, date = before.date, note = before.note } = command;
  const line: UsageLine = { ...before, ...(before.material === undefined ? { hours: amountOf(hours) } : { quantity: amountOf(quantity) }), date, ...(note === undefined ? {} : { note: note.trim() }), corrected: by(context) };
  const usage = (request.usage ?? []).map((each) => (each.id === line.id ? line : each));
  refuse([...lineIssues(context, line, '', true), ...dayIssues(usage, [line], '')]);
  const { corrected: _corrected, ...was } = before;
  return { request: { ...request, usage }, fact: { type: 'usage-corrected', facts: { line: { ...line, corrected: { ...by(context) } }, before: was, comment }, trace: { code: 'usage.corrected', params: { from: before.quantity ?? before.hours ?? '', to: line.quantity ?? line.hours ?? '' } } } };
});

export const addPayments = (context: Context, command: Parameters<UsageService['addPayments']>[0]): Promise<string> => change(context, 'add-payments', command, async (loaded) => {
  await mayNote(context, 'add-payments', loaded);
  const { request } = loaded.doc.body;
  const before = request.payments ?? [];
  const added = command.payments.map((payment, index): Payment => ({ id: `p${before.length + index + 1}`, ...tidyPayment(payment), ...by(context) }));
  refuse(paymentIssues(context, loaded.kind.kind, added, before));
  return { request: { ...request, payments: [...before, ...added] }, fact: { type: 'payments-added', facts: { payments: added.map((payment) => ({ ...payment })) }, trace: { code: 'payments.added', params: { list: added.map(({ amount, currency }) => `${amount} ${currency}`) } } } };
});

export const cancelPayment = (context: Context, command: Parameters<UsageService['cancelPayment']>[0]): Promise<string> => change(context, 'cancel-payment', command, async (loaded) => {
  const comment = needed(command.comment, '/comment');
  await mayNote(context, 'add-payments', loaded);
  const { request } = loaded.doc.body;
  const before = request.payments?.find(({ id }) => id === command.payment);
  if (!before) throw new RequestryError('NOT_FOUND', `Request ${request.id} has no payment "${command.payment}"`, { params: { id: command.payment } });
  if (before.cancelled) throw new RequestryError('STATE', `Payment ${before.id} is cancelled already`, { params: { reason: 'payment.cancelled' } });
  const payment: Payment = { ...before, cancelled: { ...by(context), comment } };
  const payments = (request.payments ?? []).map((each) => (each.id === payment.id ? payment : each));
  return { request: { ...request, payments }, fact: { type: 'payment-cancelled', facts: { payment: { ...payment, cancelled: { ...by(context), comment } }, comment }, trace: { code: 'payment.cancelled-by', params: { amount: `${payment.amount} ${payment.currency}` } } } };
});

const by = (context: Context): { readonly by: string; readonly at: string } => ({ by: context.actor.person.id, at: new Date(context.now).toISOString() });

function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new RequestryError('INVALID', `${issues.length} problems, the first: ${issues[0]?.code} at ${issues[0]?.path}`, { issues });
}

/** One way to write a number; what is none stays and is refused. */
const amountOf = (text: string | undefined): string => decimalOf(text) ?? text ?? '';

function tidyUsage(context: Context, line: UsageInput): Pick<UsageLine, 'material' | 'quantity' | 'person' | 'hours' | 'date' | 'note'> {
  const note = line.note?.trim();
  const common = { date: line.date, ...(note ? { note } : {}) };
  return 'material' in line ? { material: line.material, quantity: amountOf(line.quantity), ...common } : { person: line.person ?? context.actor.person.id, hours: amountOf(line.hours), ...common };
}

const tidyPayment = ({ state, amount, currency, date, purpose, of }: PaymentInput): PaymentInput => ({ state, amount: amountOf(amount), currency: currency.trim().toUpperCase(), date, ...(purpose?.trim() ? { purpose: purpose.trim() } : {}), ...(of === undefined ? {} : { of }) });

const issue = (code: string, path: string, ru: string, en: string): Issue => ({ code, path, params: { message: { ru, en } } });

async function usageIssues(context: Context, { resources = {} }: Kind, given: readonly UsageInput[], lines: readonly UsageLine[], all: readonly UsageLine[]): Promise<readonly Issue[]> {
  if (lines.length === 0) return [issue('usage.none', '/lines', 'Нечего записывать', 'There is nothing to note')];
  if (all.length > limits.lines) return [issue('usage.many', '/lines', `Строк не больше ${limits.lines}`, `At most ${limits.lines} lines`)];
  const { materials } = resources;
  const closed = materials !== undefined && lines.some(({ material }) => material !== undefined) && (await closedAmong(context, [materials])).has(materials);
  const known = materials === undefined || closed ? [] : await readMany(context.store, 'records', [...new Set(lines.flatMap(({ material }) => (material === undefined ? [] : [recordDocId(materials, material)])))]);
  const isMaterial = (id: string): boolean => known.some(({ body }) => body.id === id && isInUse(body, context));
  const isPerson = (id: string): boolean => context.org.people.some((person) => person.id === id && !person.archived);
  return lines.flatMap((line, index): readonly Issue[] => {
    const path = `/lines/${index}`;
    return [
      ...(line.material !== undefined && materials === undefined ? [issue('usage.no-materials', `${path}/material`, 'Материалы здесь не учитываются', 'Materials are not noted here')] : []),
      ...(line.material !== undefined && closed ? [notToChoose(`${path}/material`)] : []),
      ...(line.material !== undefined && materials !== undefined && !closed && !isMaterial(line.material) ? [issue('usage.unknown-material', `${path}/material`, 'Такого материала нет в справочнике', 'The directory has no such material')] : []),
      ...(line.person !== undefined && !resources.hours ? [issue('usage.no-hours', `${path}/hours`, 'Время здесь не учитывается', 'Hours are not noted here')] : []),
      ...(line.person !== undefined && !isPerson(line.person) ? [issue('request.unknown-person', `${path}/person`, 'Такого сотрудника нет', 'There is no such person')] : []),
      ...lineIssues(context, line, path, false),
      ...('material' in (given[index] ?? {}) && 'hours' in (given[index] ?? {}) ? [issue('usage.both', path, 'В одной строке материал или время', 'A line is of a material or of hours')] : []),
    ];
  }).concat(dayIssues(all, lines, '/lines'));
}

function lineIssues(context: Context, { material, quantity = '', hours = '', date, note = '' }: UsageLine, path: string, zero: boolean): readonly Issue[] {
  const [amount, most, place] = material === undefined ? [hours, limits.hours, 'hours'] : [quantity, limits.quantity, 'quantity'];
  const least = (text: string): boolean => (zero ? compareDecimals(text, '0') >= 0 : compareDecimals(text, '0') > 0);
  return [
    ...(isDecimal(amount) && least(amount) && compareDecimals(amount, most) <= 0 ? [] : [issue('usage.amount', `${path}/${place}`, `Нужно число больше нуля, не больше ${most}`, `A number above zero, at most ${most}, is needed`)]),
    ...(isDay(date) && date <= today(context) && isNear(context, date) ? [] : [issue('usage.date', `${path}/date`, 'Нужна дата, не позже сегодняшней', 'A date, today or earlier, is needed')]),
    ...(note.length <= limits.text ? [] : [{ code: 'form.maxLength', path: `${path}/note`, params: { limit: limits.text } }]),
  ];
}

/** Nobody works more hours a day than it has. */
function dayIssues(all: readonly UsageLine[], changed: readonly UsageLine[], path: string): Issue[] {
  const days = new Map(changed.filter(({ person }) => person !== undefined).map(({ person, date }) => [`${person} ${date}`, { person, date }]));
  return [...days.values()].flatMap(({ person, date }) => {
    const hours = all.flatMap((line) => (line.person === person && line.date === date && isDecimal(line.hours) && compareDecimals(line.hours, limits.hours) <= 0 ? [line.hours] : []));
    return compareDecimals(sumDecimals(hours), limits.hours) > 0 ? [issue('usage.day', path, `${date}: больше ${limits.hours} часов у одного человека`, `${date}: more than ${limits.hours} hours of one person`)] : [];
  });
}

function paymentIssues(context: Context, { payments: { currencies } = {} }: Kind, added: readonly Payment[], before: readonly Payment[]): readonly Issue[] {
  if (added.length === 0) return [issue('payment.none', '/payments', 'Нечего записывать', 'There is nothing to note')];
  if (before.length + added.length > limits.payments) return [issue('payment.many', '/payments', `Оплат не больше ${limits.payments}`, `At most ${limits.payments} payments`)];
  return added.flatMap(({ state, amount, currency, date, purpose = '', of }, index): readonly Issue[] => {
    const path = `/payments/${index}`;
    const size = amount.replace(/^-/, '');
    const fits = isDecimal(amount) && compareDecimals(size, '0') > 0 && compareDecimals(size, limits.amount) <= 0 && (state === 'made' || !amount.startsWith('-'));
    const planned = of === undefined ? undefined : before.find(({ id }) => id === of);
    return [
      ...(state === 'planned' || state === 'made' ? [] : [issue('payment.state', `${path}/state`, 'Оплата либо запланирована, либо проведена', 'A payment is planned or made')]),
      ...(fits ? [] : [issue('payment.amount', `${path}/amount`, 'Нужна сумма больше нуля, копейки через точку', 'An amount above zero is needed')]),
      ...(/^[A-Z]{3}$/.test(currency) && (currencies === undefined || currencies.includes(currency)) ? [] : [issue('payment.currency', `${path}/currency`, `Валюта не подходит${currencies ? `: ${currencies.join(', ')}` : ''}`, `The currency does not fit${currencies ? `: ${currencies.join(', ')}` : ''}`)]),
      ...(isDay(date) && isNear(context, date) && (state === 'planned' || date <= today(context)) ? [] : [issue('payment.date', `${path}/date`, 'Нужна дата; проведённой оплаты — не позже сегодняшней', 'A date is needed; that of a payment made, today or earlier')]),
      ...(purpose.length <= limits.text ? [] : [{ code: 'form.maxLength', path: `${path}/purpose`, params: { limit: limits.text } }]),
      ...(of === undefined || (state === 'made' && planned?.state === 'planned' && planned.currency === currency && !planned.cancelled) ? [] : [issue('payment.of', `${path}/of`, 'Нет такой запланированной оплаты', 'There is no such planned payment')]),
    ];
  });
}

const today = (context: Context): string => localDate(context.now, context.calendar.zone);

function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const isNear = ({ now }: Context, date: string): boolean => Math.abs(Date.parse(date) - now) < limits.years * 366 * 86_400_000;
