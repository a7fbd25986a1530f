import { css } from 'lit';

/** `--hue` by type of an entry: `class="hue approval"`. */
export const hueStyles = css`
  .hue {
    --hue: var(--rq-text-muted);
  }
  .hue.approval { --hue: var(--rq-step-approval); }
  .hue.execution { --hue: var(--rq-step-execution); }
  .hue.acceptance { --hue: var(--rq-step-acceptance); }
  .hue.acknowledgement { --hue: var(--rq-step-acknowledgement); }
  .hue.clarification { --hue: var(--rq-step-clarification); }
  .hue.decision { --hue: var(--rq-step-decision); }
  .hue.registration { --hue: var(--rq-step-registration); }
  .hue.rework { --hue: var(--rq-step-rework); }
  .hue.notification { --hue: var(--rq-step-notification); }
  .hue.wait { --hue: var(--rq-step-wait); }
  .hue.action { --hue: var(--rq-step-action); }
  .hue.subroute { --hue: var(--rq-step-subroute); }
`;
