import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Locale } from '@requestry/model';
import { place } from '@requestry/ui/place';
import type { FormMessages } from '../locales/en.js';

let calendar: Promise<unknown> | undefined;

/** A button that opens a calendar. The text of the date is typed in the input before it. */
export class RqFormCalendar extends LitElement {
  @property({ attribute: false }) words!: FormMessages;
  @property({ attribute: false }) language: Locale = 'en';
  /** ISO date or anything else, which counts as none. */
  @property({ attribute: false }) value = '';
  @property({ attribute: false }) min?: string;
  @property({ attribute: false }) max?: string;
  /** Id of the text that names the field. */
  @property({ attribute: false }) labelledBy?: string;
  @property({ attribute: false }) pick: (day: string) => void = () => undefined;
  @state() private ready = false;
  @state() private open = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #panel(): HTMLElement | null {
    return this.querySelector('.calendar');
  }

  get #button(): HTMLElement | null {
    return this.querySelector('button');
  }

  #show = async (): Promise<void> => {
    if (this.open) {
      this.#hide();
      return;
    }
    this.open = true;
    calendar ??= import('cally');
    await calendar;
    this.ready = true;
    await this.updateComplete;
    const panel = this.#panel;
    const button = this.#button;
    if (!panel || !button || !this.open) return;
    panel.showPopover();
    await drawn(panel);
    place(panel, button, { align: 'end' });
    panel.querySelector<HTMLElement>('calendar-date')?.focus();
  };

  #hide(): void {
    this.#panel?.hidePopover();
  }

  #onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed') this.open = false;
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#hide();
    this.#button?.focus();
  };

  #onPick = (event: Event): void => {
    this.pick((event.target as HTMLElement & { value: string }).value);
    this.#hide();
    this.#button?.focus();
  };

  override render(): unknown {
    const { words } = this;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(this.value) ? this.value : '';
    return html`<button type="button" class="button icon quiet" aria-label=${words.calendar} aria-haspopup="dialog" aria-expanded=${String(this.open)} @click=${this.#show}>
        <rq-icon name="calendar"></rq-icon>
      </button>
      <div class="calendar overlay" popover="auto" role="dialog" aria-label=${words.date} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${this.ready && this.open
          ? html`<calendar-date .locale=${this.language === 'ru' ? 'ru-RU' : 'en-GB'} .firstDayOfWeek=${1} .formatWeekday=${'short'} .value=${day} .focusedDate=${day || undefined} .min=${this.min ?? ''} .max=${this.max ?? ''} @change=${this.#onPick}>
              <rq-icon slot="previous" name="chevron-left" .label=${words.previousMonth}></rq-icon>
              <rq-icon slot="next" name="chevron-right" .label=${words.nextMonth}></rq-icon>
              <calendar-month></calendar-month>
            </calendar-date>`
          : nothing}
      </div>`;
  }
}

/** Waits until the calendar shows the month of its value: what is focused before would be a day of another month. */
async function drawn(panel: HTMLElement): Promise<void> {
  for (const each of panel.querySelectorAll<HTMLElement & { updated?: Promise<unknown> }>('calendar-date, calendar-month')) await each.updated;
}
