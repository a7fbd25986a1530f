import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { eventGroups, type ChannelView, type Digest, type EventGroup, type Preferences, type PreferencesView, type RequestService } from '@requestry/model';
import { buttonStyles, fieldStyles, typographyStyles } from '@requestry/ui';
import { Attempt } from '../parts/attempt.js';
import { Loaded } from '../parts/loaded.js';
import { RqServiceElement } from '../parts/service-element.js';
import { preferencesStyles } from './preferences.styles.js';
import { preferencesWords } from './words.js';

const usualHour = 9;
const usualQuiet = { from: 22, to: 8 };
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** What the person is told by which channel, how often and in which hours not. Nothing holds before it is saved. */
export class RqPreferences extends RqServiceElement {
  static override styles = [typographyStyles, buttonStyles, fieldStyles, preferencesStyles];

  /** Changes that are not saved yet. */
  @state() private changed?: Preferences;
  @state() private saving = false;
  @state() private saved = false;
  @state() private failure?: unknown;
  readonly #attempt = new Attempt();

  readonly #view = new Loaded(
    this,
    () => (this.port ? [this.port] : undefined),
    (port: RequestService): Promise<PreferencesView> => port.getPreferences(),
    () => (this.changed = undefined),
  );

  get #words(): (typeof preferencesWords)['en'] {
    return this.words(preferencesWords);
  }

  #change(part: Preferences): void {
    this.changed = { ...(this.changed ?? this.#view.value?.saved), ...part };
    this.saved = false;
  }

  #choose(group: EventGroup, channel: string, on: boolean): void {
    const events = (this.changed ?? this.#view.value?.saved)?.events ?? {};
    this.#change({ events: { ...events, [group]: { ...events[group], [channel]: on } } });
  }

  async #save(preferences: Preferences): Promise<void> {
    const { port } = this;
    const view = this.#view.value;
    if (!port || !view || this.saving) return;
    this.saving = true;
    this.failure = undefined;
    const command = { preferences, expectedVersion: view.version };
    try {
      this.#view.set(await port.savePreferences({ ...command, idempotencyKey: this.#attempt.keyFor(command) }));
      this.#attempt.done();
      this.saved = true;
    } catch (error) {
      this.failure = error;
    }
    this.saving = false;
  }

  override render(): unknown {
    if (!this.port) return this.renderUnconnected();
    const { value: view, error, reload } = this.#view;
    if (!view) return error ? html`<rq-error inline .error=${error} @rq-retry=${reload}></rq-error>` : html`<rq-skeleton .lines=${6}></rq-skeleton>`;
    const w = this.#words;
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      if (this.changed) void this.#save(this.changed);
    };
    return html`<form @submit=${submit} aria-busy=${String(this.saving)}>
      <h3 id="heading">${w.heading}</h3>
      ${view.channels.length === 0 ? html`<p class="muted">${w.noChannels}</p>` : html`${this.#renderTable(view)} ${this.#renderWhen(view)} ${this.#renderQuiet(view)} ${this.#renderFoot(view)}`}
    </form>`;
  }

  #renderTable({ channels, events }: PreferencesView): unknown {
    const w = this.#words;
    const isOn = (group: EventGroup, { name }: ChannelView): boolean => this.changed?.events?.[group]?.[name] ?? events[group][name] ?? false;
    return html`<div class="scroll"><table aria-labelledby="heading">
      <thead>
        <tr>
          <th scope="col">${w.what}</th>
          <th scope="col">${w.inApp}</th>
          ${channels.map((channel) => html`<th scope="col" title=${channel.address ?? nothing}>${this.textOf(channel.title)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${eventGroups.map(
          (group) => html`<tr>
            <th scope="row">${w.groups[group]}</th>
            <td><label title=${w.always}><input type="checkbox" checked disabled aria-label=${w.choice({ group: w.groups[group], channel: w.inApp })} /></label></td>
            ${channels.map(
              (channel) => html`<td><label><input type="checkbox" data-choice="${group} ${channel.name}" .checked=${isOn(group, channel) && channel.reachable} ?disabled=${!channel.reachable}
                aria-label=${w.choice({ group: w.groups[group], channel: this.textOf(channel.title) })} @change=${(event: Event) => this.#choose(group, channel.name, (event.target as HTMLInputElement).checked)} /></label></td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table></div>
    ${channels.filter(({ reachable }) => !reachable).map((channel) => html`<p class="none">${w.noAddress({ channel: this.textOf(channel.title) })}</p>`)}`;
  }

  #renderWhen(view: PreferencesView): unknown {
    const w = this.#words;
    const digest = this.changed?.digest ?? view.digest;
    const hour = digest.every === 'event' ? usualHour : digest.hour;
    const every = (event: Event): void => {
      const chosen = (event.target as HTMLSelectElement).value as Digest['every'];
      this.#change({ digest: chosen === 'event' ? { every: chosen } : { every: chosen, hour } });
    };
    return html`<div class="row">
      <div class="field">
        <label class="label" for="every">${w.when}</label>
        <select class="input" id="every" @change=${every}>${(['event', 'day', 'week'] as const).map((each) => html`<option value=${each} ?selected=${each === digest.every}>${w[each]}</option>`)}</select>
      </div>
      ${digest.every === 'event' ? nothing : this.#renderHour('hour', w.hour, hour, (chosen) => this.#change({ digest: { every: digest.every, hour: chosen } }))}
    </div>`;
  }

  #renderQuiet(view: PreferencesView): unknown {
    const w = this.#words;
    const { changed } = this;
    if ((changed?.digest ?? view.digest).every !== 'event') return nothing;
    const quiet = (changed?.quiet === undefined ? view.quiet : changed.quiet) ?? undefined;
    return html`<div class="row">
      <label class="toggle"><input type="checkbox" id="quiet" .checked=${quiet !== undefined} @change=${() => this.#change({ quiet: quiet ? null : usualQuiet })} />${w.quiet}</label>
      ${quiet ? html`${this.#renderHour('from', w.from, quiet.from, (from) => this.#change({ quiet: { ...quiet, from } }), quiet.to)} ${this.#renderHour('to', w.to, quiet.to, (to) => this.#change({ quiet: { ...quiet, to } }), quiet.from)}` : nothing}
    </div>`;
  }

  #renderHour(id: string, label: string, value: number, choose: (hour: number) => void, except?: number): unknown {
    return html`<div class="field">
      <label class="label" for=${id}>${label}</label>
      <select class="input" id=${id} @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value))}>
        ${hours.filter((hour) => hour !== except).map((hour) => html`<option value=${hour} ?selected=${hour === value}>${String(hour).padStart(2, '0')}:00</option>`)}
      </select>
    </div>`;
  }

  #renderFoot(view: PreferencesView): unknown {
    const w = this.#words;
    return html`${this.failure ? html`<rq-error inline .error=${this.failure} @rq-retry=${this.#view.reload}></rq-error>` : nothing}
      <div class="foot">
        <rq-button type="submit" variant="primary" compact .busy=${this.saving} ?disabled=${!this.changed}>${w.save}</rq-button>
        ${Object.keys(view.saved).some((name) => name !== 'events') || Object.keys(view.saved.events ?? {}).length > 0 ? html`<rq-button variant="quiet" compact ?disabled=${this.saving} @click=${() => void this.#save({})}>${w.reset}</rq-button>` : nothing}
        <span class="done" role="status">${this.saved && !this.changed ? w.saved : nothing}</span>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rq-preferences': RqPreferences;
  }
}
