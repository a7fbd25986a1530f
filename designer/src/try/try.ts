import { ContextConsumer } from '@lit/context';
import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Directory, Issue, JsonObject, Kind, Org, Outcome, StepSettings } from '@requestry/model';
import { deciding, leadsForward, localize, openPoints, outcomesOf } from '@requestry/model';
import { splitForm } from '@requestry/forms/split-form';
import { submissionAccess } from '@requestry/forms/core';
import type { RqForm } from '@requestry/forms';
import { readBpmn, toRouteDoc } from '@requestry/route';
import type { Route, RouteDoc } from '@requestry/route';
import { buttonStyles, errorText, fieldStyles, formatDate, requestServiceContext, RqElement, typographyStyles } from '@requestry/ui';
import '@requestry/ui/why';
import { emptyOrg, personName } from '../route-tab/entry-text.js';
import { fieldsOf } from '../route-tab/fields.js';
import type { CallableKind } from '../route-tab/panel/context.js';
import { NeighboursController } from '../parts/neighbours.js';
import { ruleNames } from '../rules/names.js';
import type { RuleNames } from '../rules/names.js';
import { hueStyles } from '../route-tab/hues.styles.js';
import { words } from '../route-tab/locales/index.js';
import type { PictureMarks } from '../route-tab/picture/route-canvas.js';
import { issueText } from '../route-tab/verify.js';
import { endWords, factLine, incidentText, mailText, pathWords, stepTitle } from './facts-text.js';
import type { FactLine, Teller } from './facts-text.js';
import { decisionChoice, taskGuide } from './task-guide.js';
import { againstAlone, askInTrial, assumedLines, decidedLines, endedLines, keptLines, onlyEditable, refusals } from './trial-rules.js';
import type { Known } from './trial-rules.js';
import { sandboxLookups } from './sandbox-lookups.js';
import { act, isOverdue, isStuck, moveClock, nextMoment, nextWorkingDay, openTasks, startTrial, trialPosition } from './trial.js';
import type { Against, OpenTask, Trial } from './trial.js';
import { tryStyles } from './try.styles.js';

const hour = 3_600_000;
/** Without the nulls that conditions need to tell an empty field from an unknown one. */
const filled = (data: JsonObject): JsonObject => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/**
 * A trial run of a draft: a form to fill in, people to act for, a clock to move. Nothing leaves the page.
 */
export class RqTry extends RqElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, hueStyles, tryStyles];

  @property({ attribute: false }) kind?: Kind;
  /** BPMN XML. */
  @property({ attribute: false }) route?: string;
  @property({ attribute: false }) org?: Org;
  @property({ attribute: false }) directories: readonly Directory[] = [];
  /** Published kinds besides this one. */
  @property({ attribute: false }) kinds: readonly CallableKind[] = [];
  /** Values to begin with instead of an empty form. */
  @property({ attribute: false }) sample?: JsonObject;

  @state() private read?: { readonly route?: Route; readonly doc?: RouteDoc; readonly issues: readonly Issue[] };
  @state() private initiator?: string;
  @state() private trial?: Trial;
  @state() private refused: readonly Issue[] = [];
  @state() private actor?: string;
  @state() private comments: Readonly<Record<string, string>> = {};
  @state() private edits: Readonly<Record<string, JsonObject>> = {};
  /** Points of checklists that were ticked off, by task. */
  @state() private ticks: Readonly<Record<string, readonly number[]>> = {};
  /** Records that were decided for, by task and directory. */
  @state() private decided: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
  /** What happened besides the route, and after how many facts of it. */
  @state() private besides: readonly { readonly after: number; readonly line: FactLine }[] = [];
  @state() private refusal: readonly string[] = [];
  readonly #neighbours = new NeighboursController(this);
  @state() private complaint?: { readonly task: string; readonly text: string };
  @query('rq-form.setup-form') private form?: RqForm;
  #data?: JsonObject;
  #marks?: { readonly trial: Trial; readonly marks: PictureMarks };
  readonly #service = new ContextConsumer(this, { context: requestServiceContext, subscribe: true });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('route')) void this.#read();
    if (changed.has('kind')) this.#data = undefined;
    if (changed.has('kind') || changed.has('route') || changed.has('org')) this.trial = undefined;
  }

  async #read(): Promise<void> {
    const xml = this.route;
    this.read = undefined;
    if (!xml) return;
    const { route, issues } = await readBpmn(xml);
    if (this.route === xml) this.read = { issues, ...(route ? { route, doc: toRouteDoc(route) } : {}) };
  }

  get #org(): Org {
    return this.org ?? emptyOrg;
  }

  get #initiator(): string {
    const active = this.#org.people.filter((person) => !person.archived);
    return this.initiator ?? (active.find((person) => person.unit && !this.#org.units.some(({ head }) => head === person.id)) ?? active[0])?.id ?? '';
  }

  get #lookups(): ReturnType<typeof sandboxLookups> {
    return sandboxLookups(this.#org, this.#service.value, this.directories);
  }

  async #start(): Promise<void> {
    const route = this.read?.route;
    const form = this.form;
    await form?.updateComplete;
    if (!route || (form && form.validate().length > 0)) return;
    const data = form?.submittedData ?? this.#data ?? {};
    this.#data = form?.data ?? data;
    const records = await this.#records(data);
    const kind = this.kind;
    const asked = kind && askInTrial(kind, [{ at: 'submit' }], this.#known(data, Date.now()));
    this.refusal = asked ? refusals(asked.broken, this.#names(kind), data) : [];
    if (this.refusal.length > 0) return;
    const { trial, issues } = startTrial({ route, kind: this.kind, org: this.#org, initiator: this.#initiator, data, records, now: Date.now(), zone: zone() });
    this.refused = trial ? [] : issues;
    this.besides = [];
    this.#take(trial);
    if (kind && asked && trial) this.#tell([...assumedLines(asked.assumed, this.#names(kind)), ...keptLines(kind, this.#names(kind))], 1);
    await this.updateComplete;
    if (trial && document.activeElement === document.body) this.renderRoot.querySelector<HTMLElement>('.person[aria-pressed="true"]')?.focus();
  }

  /** What conditions of a trial know besides the fields. */
  #known(data: JsonObject, now: number): Known {
    const unit = this.#org.people.find(({ id }) => id === this.#initiator)?.unit;
    return { data, initiator: this.#initiator, now, zone: zone(), ...(unit === undefined ? {} : { unit }) };
  }

  #names(kind: Kind): RuleNames {
    const steps = (this.read?.route?.nodes ?? []).flatMap((node) => (node.step ? [{ id: node.id, title: node.step.title ?? node.name ?? node.id, settings: node.step }] : []));
    return ruleNames({ kind, locale: this.language, org: this.#org, directories: this.directories, kinds: this.kinds, steps, records: (directory) => this.#neighbours.value?.records(directory) });
  }

  #tell(lines: readonly FactLine[], after = this.trial?.facts.length ?? 0): void {
    this.besides = [...this.besides, ...lines.map((line) => ({ after, line }))];
  }

  /** Records named in the data, for routes that look inside them. */
  async #records(data: JsonObject): Promise<Readonly<Record<string, JsonObject>>> {
    const fields = fieldsOf(this.kind, this.language).filter((field) => field.directory !== undefined);
    const found = await Promise.all(
      fields.map(async (field) => {
        const value = data[field.name];
        const ids = (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
        if (ids.length === 0) return [];
        const page = await this.#lookups.findRecords({ directory: field.directory ?? '', ids }).catch(() => ({ items: [] }));
        return page.items.map((record) => [record.id, record.data] as const);
      }),
    );
    return Object.fromEntries(found.flat());
  }

  #take(trial: Trial | undefined): void {
    this.trial = trial;
    this.complaint = undefined;
    this.comments = {};
    this.edits = {};
    this.decided = {};
    const people = trial ? openTasks(trial).flatMap((task) => task.people) : [];
    if (this.actor === undefined || !people.includes(this.actor)) this.actor = people[0];
  }

  #attempt(step: (trial: Trial) => Trial, task = ''): void {
    if (!this.trial) return;
    try {
      this.#take(step(this.trial));
    } catch (error) {
      this.complaint = { task, text: errorText(error, this.language) };
    }
  }

  /** Moves the clock. Steps are decided without anybody as far as that may be. */
  #pass(to: number): void {
    const { kind } = this;
    const ticked = (trial: Trial, step: string): readonly number[] => openTasks(trial).flatMap((task) => (task.step === step ? (this.ticks[task.id] ?? []) : []));
    const against: Against = (trial, step, outcome) => (kind ? againstAlone(kind, step, outcome, { known: this.#known(filled(trial.world.data), trial.world.now), ticked: ticked(trial, step.id), context: this.#context(), n: this.#names(kind) }) : []);
    this.#attempt((trial) => moveClock(trial, to, against));
  }

  async #decide(task: OpenTask, outcome: Outcome): Promise<void> {
    const comment = this.comments[task.id]?.trim() ?? '';
    if (outcome.commentRequired && comment === '') {
      this.complaint = { task: task.id, text: this.words(words).tryCommentRequired };
      this.renderRoot.querySelector<HTMLElement>(`[data-comment="${CSS.escape(task.id)}"]`)?.focus();
      return;
    }
    const form = this.renderRoot.querySelector<RqForm>(`[data-task="${CSS.escape(task.step)}"] rq-form`);
    await form?.updateComplete;
    if ((outcome.effect ?? 'forward') === 'forward' && form && form.validate().length > 0) return;
    const data = this.edits[task.id];
    const told = this.#besides(task, outcome, { ...this.trial?.world.data, ...data });
    if (!told) return;
    this.#attempt((trial) => act(trial, { type: 'complete', task: task.id, outcome: outcome.id, by: this.actor ?? task.people[0] ?? '', ...(comment ? { comment } : {}), ...(data ? { data } : {}) }), task.id);
    const { trial, kind } = this;
    if (this.complaint || !trial || !kind) return;
    this.#tell([...told, ...endedLines(kind, trial, this.#names(kind))]);
  }

  /** Conditions, checklist and what is decided; nothing when one of them keeps the decision from being taken, and says so. */
  #besides(task: OpenTask, outcome: Outcome, data: JsonObject): readonly FactLine[] | undefined {
    const { trial, kind } = this;
    const t = this.words(words);
    if (!trial || !kind) return [];
    const n = this.#names(kind);
    const refuse = (text: string): undefined => void (this.complaint = { task: task.id, text });
    const settings = trial.compiled.nodes.get(task.step)?.step;
    if (!settings) return [];
    if (leadsForward([outcome], outcome.id) && openPoints(kind, task.step, settings.checklist?.length ?? 0, this.ticks[task.id] ?? []).length > 0) return refuse(t.tryTickFirst);
    const directory = outcome.decisionDirectory;
    const record = directory === undefined ? undefined : this.decided[task.id]?.[directory];
    if (directory !== undefined && !record) return refuse(t.tryDecideFirst);
    const { broken, assumed } = askInTrial(kind, deciding({ id: task.step, settings }, outcome.id), this.#known(data, trial.world.now));
    const [first] = refusals(broken, n, data);
    if (first !== undefined) return refuse(first);
    return [...assumedLines(assumed, n), ...(directory !== undefined && record ? decidedLines(kind, directory, record, n) : [])];
  }

  override render(): unknown {
    const t = this.words(words);
    if (!this.route) return html`<rq-empty .icon=${'route'} .heading=${t.tryTitle}>${t.tryNoRoute}</rq-empty>`;
    if (!this.read) return html`<rq-skeleton .lines=${5}></rq-skeleton>`;
    const { trial } = this;
    return html`<div class="bar">${this.#renderBar(trial)}</div>${trial ? this.#renderTrial(trial) : this.#renderSetup()}`;
  }

  #renderBar(trial: Trial | undefined): unknown {
    const t = this.words(words);
    const initiator = html`<label>${t.tryInitiator}
      <select class="input" ?disabled=${trial !== undefined} @change=${(event: Event) => (this.initiator = (event.currentTarget as HTMLSelectElement).value)}>
        ${this.#org.people.filter((person) => !person.archived).map((person) => html`<option value=${person.id} ?selected=${person.id === this.#initiator}>${person.name}</option>`)}
      </select></label>`;
    if (!trial) return html`${initiator}<span class="grow"></span><rq-button variant="primary" .icon=${'play'} @click=${() => void this.#start()}>${t.tryStart}</rq-button>`;
    const over = trial.state.status === 'ended';
    const next = over ? undefined : nextMoment(trial);
    return html`${initiator}
      <span class="grow"></span>
      <span class="now">${t.tryNow({ when: this.#moment(trial.world.now) })}</span>
      <rq-button compact ?disabled=${over} @click=${() => this.#pass(trial.world.now + hour)}>${t.tryHour}</rq-button>
      <rq-button compact ?disabled=${over} @click=${() => this.#pass(nextWorkingDay(trial))}>${t.tryDay}</rq-button>
      <rq-button compact ?disabled=${next === undefined} .reason=${t.tryNoTimer} @click=${() => next !== undefined && this.#pass(Math.max(trial.world.now, next))}>${t.tryTimer}</rq-button>
      <rq-button compact .icon=${'undo'} @click=${() => void this.#restart()}>${t.tryRestart}</rq-button>`;
  }

  #restart(): void {
    this.#take(undefined);
    this.refused = [];
    this.refusal = [];
    this.ticks = {};
    this.besides = [];
  }

  #moment(at: number | string): string {
    return formatDate(new Date(at).toISOString(), this.language, { time: true, zone: zone() });
  }

  #renderSetup(): unknown {
    const t = this.words(words);
    const kind = this.kind;
    const broken = [...this.refused, ...(this.read?.route ? [] : (this.read?.issues ?? []))];
    return html`<div class="setup"><div>
      ${broken.length > 0 ? html`<div class="note" role="alert"><strong>${t.tryCannotRun}</strong><p>${t.tryCannotRunHelp}</p><ul>${broken.slice(0, 20).map((issue) => html`<li>${issueText(issue, this.language)}</li>`)}</ul></div>` : nothing}
      ${this.refusal.length > 0 ? html`<div class="note" role="alert"><strong>${t.tryRefused}</strong><ul>${this.refusal.map((text) => html`<li>${text}</li>`)}</ul></div>` : nothing}
      <h3>${t.tryForm}</h3>
      <p class="muted">${t.tryFormHelp}</p>
      ${this.#renderSamples()}
      ${kind ? html`<rq-form class="setup-form" .form=${kind.form} .access=${submissionAccess(kind.submitAccess)} .lookups=${this.#lookups} .locale=${this.language} .context=${this.#context()} .data=${this.#data ?? this.sample ?? {}}></rq-form>` : nothing}
    </div></div>`;
  }

  #renderSamples(): unknown {
    const t = this.words(words);
    const samples = this.kind?.samples ?? [];
    if (samples.length === 0) return nothing;
    const choose = (event: Event): void => {
      this.#data = samples[Number((event.currentTarget as HTMLSelectElement).value)]?.data ?? {};
      this.requestUpdate();
    };
    return html`<label class="field"><span class="label">${t.trySample}</span>
      <select class="input" @change=${choose}><option value="">${t.trySampleNone}</option>${samples.map(({ title }, index) => html`<option value=${index}>${title}</option>`)}</select></label>`;
  }

  #context(): JsonObject {
    const person = this.#org.people.find(({ id }) => id === this.#initiator);
    return { initiator: { id: this.#initiator, name: person?.name ?? null, unit: person?.unit ?? null }, unit: person?.unit ?? null, today: new Date().toISOString().slice(0, 10) };
  }

  get #teller(): Teller {
    const { locale, org } = { locale: this.language, org: this.#org };
    const named = [...org.units, ...org.roles, ...org.groups].map(({ id, title }) => [id, localize(title, locale)] as const);
    const steps = (this.read?.route?.nodes ?? []).map((node) => [node.id, localize(node.step?.title, locale) || node.name || node.id] as const);
    const fields = fieldsOf(this.kind, locale);
    return { locale, org, fields, names: Object.fromEntries([...steps, ...fields.map(({ name, title }) => [name, title] as const), ...named, ...org.people.map(({ id, name }) => [id, name] as const)]) };
  }

  #renderTrial(trial: Trial): unknown {
    const t = this.words(words);
    return html`<div class="body">
      <div class="column">${this.#renderNow(trial)}</div>
      <div class="column"><h3>${t.tryHistory}</h3>${this.#renderStory(trial)}<h3>${t.tryPath}</h3><p class="path">${pathWords(trial, this.language).join(' → ') || t.none}</p></div>
      <div class="column flush">
        <rq-route-canvas passive .route=${trial.compiled.route} .doc=${this.read?.doc} .kind=${this.kind} .org=${this.org} .locale=${this.language} .marks=${this.#pictureMarks(trial)} aria-label=${t.tryPicture}></rq-route-canvas>
        <div class="mails"><h3>${t.tryMails}</h3>${this.#renderMails(trial)}</div>
      </div>
    </div>`;
  }

  #pictureMarks(trial: Trial): PictureMarks {
    if (this.#marks?.trial !== trial) {
      const { passed, current } = trialPosition(trial);
      const over = trial.state.status === 'ended';
      const unused = over ? [...trial.compiled.route.nodes, ...trial.compiled.route.flows].map(({ id }) => id).filter((id) => !passed.includes(id)) : [];
      const bad = (trial.state.incidents ?? []).map(({ element }) => element);
      this.#marks = { trial, marks: { passed, current: current.filter((id) => !bad.includes(id)), now: bad, unused } };
    }
    return this.#marks.marks;
  }

  #renderNow(trial: Trial): unknown {
    const t = this.words(words);
    const tasks = openTasks(trial);
    const people = [...new Set(tasks.flatMap((task) => task.people))];
    const incidents = trial.state.incidents ?? [];
    return html`${trial.state.status === 'ended' ? html`<div class="note done" role="status">${t.tryEnded({ state: endWords(trial, this.language) })}</div>` : nothing}
      ${incidents.map((incident) => html`<div class="note" role="alert"><strong>${t.tryIncident}</strong><br />${incidentText(trial, incident.code, incident.element, this.language)}</div>`)}
      ${isStuck(trial) ? html`<div class="note" role="alert">${t.stuck}</div>` : nothing}
      ${people.length > 0
        ? html`<h3>${t.tryAs}</h3><div class="people" role="group" aria-label=${t.tryAs}>
            ${people.map((person) => html`<button type="button" class="person" aria-pressed=${String(person === this.actor)} @click=${() => (this.actor = person)}>${personName(this.#org, person)}</button>`)}
          </div>`
        : trial.state.status === 'active' ? html`<p class="muted">${t.tryNobody}</p>` : nothing}
      ${tasks.filter((task) => task.people.includes(this.actor ?? '')).map((task) => this.#renderTask(trial, task))}
      ${this.complaint?.task === '' ? html`<p class="note" role="alert">${this.complaint.text}</p>` : nothing}`;
  }

  #renderTask(trial: Trial, task: OpenTask): unknown {
    const t = this.words(words);
    const step = trial.compiled.nodes.get(task.step)?.step ?? { type: 'execution' as const };
    const access = step.access ?? {};
    const form = this.kind && splitForm(this.kind.form, { '*': 'read', ...access }).editable;
    return html`<section class="task hue ${step.type}" aria-label=${stepTitle(trial, task.step, this.language)} data-task=${task.step}>
      <div class="title"><rq-icon .name=${step.type}></rq-icon><span class="grow">${stepTitle(trial, task.step, this.language)}</span>
        ${task.why ? html`<rq-why .trace=${task.why} .names=${this.#teller.names} .locale=${this.language}></rq-why>` : nothing}</div>
      ${task.onBehalfOf === undefined ? nothing : html`<small class="muted">${t.tryOnBehalf({ person: personName(this.#org, task.onBehalfOf) })}</small>`}
      ${task.due === undefined ? nothing : html`<small class=${isOverdue(trial, task) ? 'late' : 'muted'}>${isOverdue(trial, task) ? html`<rq-icon name="warning"></rq-icon>${t.tryOverdue({ when: this.#moment(task.due) })}` : t.tryDue({ when: this.#moment(task.due) })}</small>`}
      ${step.guidance ? html`<p>${localize(step.guidance, this.language)}</p>` : nothing}
      ${form
        ? html`<details open><summary>${t.tryFields}</summary>
            <rq-form .form=${form} .access=${{ '*': 'read', ...access }} .context=${this.#context()} .data=${{ ...filled(trial.world.data), ...this.edits[task.id] }} .lookups=${this.#lookups} .locale=${this.language} @rq-form-change=${(event: CustomEvent<{ data: JsonObject }>) => (this.edits = { ...this.edits, [task.id]: onlyEditable(event.detail.data, access) })}></rq-form></details>`
        : nothing}
      ${this.kind ? this.#renderGuide(this.kind, task, step) : nothing}
      <label class="field"><span class="label">${t.tryComment}</span>
        <textarea class="input" rows="1" data-comment=${task.id} .value=${this.comments[task.id] ?? ''} @input=${(event: Event) => (this.comments = { ...this.comments, [task.id]: (event.currentTarget as HTMLTextAreaElement).value })}></textarea></label>
      ${this.complaint?.task === task.id ? html`<span class="field-error" role="alert">${this.complaint.text}</span>` : nothing}
      <div class="outcomes">
        ${outcomesOf(step).map((outcome, index) => html`<rq-button .variant=${outcome.effect === 'stop' ? 'danger' : index === 0 ? 'primary' : 'secondary'} data-outcome=${outcome.id} @click=${() => void this.#decide(task, outcome)}>${localize(outcome.title, this.language)}</rq-button>`)}
      </div>
    </section>`;
  }

  #renderGuide(kind: Kind, task: OpenTask, settings: StepSettings): unknown {
    const n = this.#names(kind);
    const ticked = this.ticks[task.id] ?? [];
    const tick = (item: number, on: boolean): void => void (this.ticks = { ...this.ticks, [task.id]: on ? [...ticked, item] : ticked.filter((each) => each !== item) });
    const choose = (directory: string, record: string): void => void (this.decided = { ...this.decided, [task.id]: { ...this.decided[task.id], [directory]: record } });
    return html`${taskGuide({ kind, step: task.step, settings, n, ticked, tick })}
      ${decisionChoice(settings, n, (directory) => this.#neighbours.value?.records(directory), this.decided[task.id] ?? {}, choose)}`;
  }

  #renderStory(trial: Trial): unknown {
    const teller = this.#teller;
    let last = -1;
    return html`<ol class="story" aria-live="polite">
      ${trial.facts.map((fact, index) => {
        const line = factLine(trial, fact, teller);
        const more = this.besides.filter(({ after }) => after === index + 1).map(({ line: told }) => storyLine(told));
        if (!line) return more;
        const heading = fact.at === last ? nothing : html`<li class="when">${this.#moment(fact.at)}</li>`;
        last = fact.at;
        return html`${heading}${storyLine(line)}${more}`;
      })}
    </ol>`;
  }

  #renderMails(trial: Trial): unknown {
    const t = this.words(words);
    if (trial.mails.length === 0) return html`<p class="muted">${t.tryMailsNone}</p>`;
    return html`<ul>${[...trial.mails].reverse().map((mail) => html`<li><rq-icon name="notification"></rq-icon> ${mail.effect.to.map((id) => personName(this.#org, id)).join(', ')} — ${mailText(trial, mail, this.language)} <small class="muted">${this.#moment(mail.at)}</small></li>`)}</ul>`;
  }
}

const storyLine = (line: FactLine): unknown =>
  html`<li class="${line.minor ? 'minor' : ''} ${line.bad ? 'bad' : ''}"><rq-icon .name=${line.icon}></rq-icon><span>${line.text}${line.why ? html`<span class="why">${line.why}</span>` : nothing}</span></li>`;

declare global {
  interface HTMLElementTagNameMap {
    'rq-try': RqTry;
  }
}
