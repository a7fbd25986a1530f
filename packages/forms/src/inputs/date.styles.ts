import { css } from 'lit';

/** Days and times with their calendar. */
export const dateStyles = css`
  .with-button,
  .parts,
  .part {
    display: flex;
    align-items: center;
    gap: var(--rq-space-2);
    min-inline-size: 0;
  }
  .parts {
    flex-wrap: wrap;
  }
  .with-button {
    gap: 0;
    position: relative;
    max-inline-size: calc(14 * var(--rem));
  }
  .with-button > .input {
    padding-inline-end: calc(2.25 * var(--rem));
  }
  .with-button .button {
    margin-inline-start: calc(-2.125 * var(--rem));
    min-block-size: var(--rq-control-compact);
    min-inline-size: var(--rq-control-compact);
  }
  .narrow {
    inline-size: calc(5.5 * var(--rem));
  }
  .calendar {
    padding: var(--rq-space-3);
  }
  calendar-date::part(header) {
    display: flex;
    align-items: center;
  }
  calendar-date::part(button) {
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    padding: var(--rq-space-1);
    cursor: pointer;
  }
  calendar-date::part(heading) {
    font-weight: 600;
    font-size: var(--rq-font-m);
  }
  calendar-month {
    --color-accent: var(--rq-accent);
    --color-text-on-accent: var(--rq-on-accent);
  }
  calendar-month::part(button) {
    border-radius: var(--rq-radius);
    inline-size: calc(2.125 * var(--rem));
    block-size: calc(2.125 * var(--rem));
  }
`;
