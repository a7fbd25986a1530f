import { css, unsafeCSS } from 'lit';

const light = { accent: '#1f5fd0', success: '#0f7440', warning: '#8a5000', danger: '#b92525', info: '#0a659b' };
const dark = { accent: '#8db4ff', success: '#62d29a', warning: '#f0b45a', danger: '#ff9d97', info: '#78c6f3' };
type Tone = keyof typeof light;

const colour = (tone: Tone): string => `light-dark(${light[tone]}, ${dark[tone]})`;
const soft = (tone: Tone): string => `color-mix(in srgb, var(--rq-${tone}) 12%, transparent)`;
/** Follows the page's root size, which some pages set to ten pixels for arithmetic: not below what can be read and pressed. */
const size = (rem: number): string => `max(${rem}rem, ${rem * 16}px)`;
const ink = (percent: number): string => `color-mix(in srgb, currentColor ${percent}%, transparent)`;

/** Every token with a default of its own. The defaults read the host's font and colour, so that elements fit in without any stylesheet. */
export const tokenDefaults = {
  '--rq-font-s': size(0.75),
  '--rq-font-m': size(0.875),
  '--rq-font-l': size(1),
  '--rq-font-xl': size(1.25),
  '--rq-font-2xl': size(1.5),
  '--rq-line-height': '1.45',
  '--rq-space-1': size(0.25),
  '--rq-space-2': size(0.5),
  '--rq-space-3': size(0.75),
  '--rq-space-4': size(1),
  '--rq-space-5': size(1.5),
  '--rq-space-6': size(2),
  '--rq-control': size(2),
  '--rq-control-compact': size(1.75),
  '--rq-control-touch': size(2.5),
  '--rq-radius': '6px',
  '--rq-motion': '120ms',
  '--rq-shadow': '0 8px 24px rgb(0 0 0 / 0.18), 0 1px 3px rgb(0 0 0 / 0.14)',
  '--rq-text': 'currentColor',
  '--rq-text-muted': ink(78),
  '--rq-surface': 'transparent',
  '--rq-surface-raised': ink(3),
  '--rq-surface-hover': ink(7),
  '--rq-overlay': 'Canvas',
  '--rq-overlay-text': 'CanvasText',
  '--rq-border': ink(18),
  '--rq-border-strong': ink(50),
  '--rq-accent': colour('accent'),
  '--rq-on-accent': 'light-dark(#ffffff, #0b1730)',
  '--rq-success': colour('success'),
  '--rq-warning': colour('warning'),
  '--rq-danger': colour('danger'),
  '--rq-on-danger': 'light-dark(#ffffff, #2b0605)',
  '--rq-info': colour('info'),
  '--rq-step-approval': colour('accent'),
  '--rq-step-execution': 'light-dark(#a84300, #ffa869)',
  '--rq-step-acceptance': colour('success'),
  '--rq-step-acknowledgement': 'light-dark(#0b6b6b, #5ccfcf)',
  '--rq-step-clarification': 'light-dark(#7a5d00, #e2c14f)',
  '--rq-step-decision': 'light-dark(#a02462, #ff9ac7)',
  '--rq-step-registration': 'light-dark(#4a5b1e, #b9d074)',
  '--rq-step-rework': 'light-dark(#b92525, #ff9d97)',
  '--rq-step-notification': 'light-dark(#6a35c9, #c3a6ff)',
  '--rq-step-wait': ink(72),
  '--rq-step-action': 'light-dark(#0a659b, #78c6f3)',
  '--rq-step-subroute': ink(85),
} as const;

/** Tokens that follow another one until a host sets them: one accent colours everything. Elements read them as `--focus`, `--accent-soft`, … */
export const followingTokens = {
  '--rq-focus': 'var(--rq-accent)',
  '--rq-surface-selected': soft('accent'),
  '--rq-accent-soft': soft('accent'),
  '--rq-success-soft': soft('success'),
  '--rq-warning-soft': soft('warning'),
  '--rq-danger-soft': soft('danger'),
  '--rq-info-soft': soft('info'),
} as const;

const following = unsafeCSS(
  Object.entries(followingTokens)
    .map(([name, value]) => `${name.replace('--rq-', '--')}: var(${name}, ${value});`)
    .join('\n    '),
);

/** Name of a design token, `--rq-…`. */
export type TokenName = keyof typeof tokenDefaults | keyof typeof followingTokens;

let registered = false;

/**
 * Gives every token its default, once per page. A registered property is the weakest of all definitions:
 * whatever a host sets on `:root` or on any element wins.
 */
export function registerTokens(): void {
  if (registered || typeof CSS === 'undefined' || !('registerProperty' in CSS)) return;
  registered = true;
  for (const [name, initialValue] of Object.entries(tokenDefaults)) {
    try {
      CSS.registerProperty({ name, syntax: '*', inherits: true, initialValue });
    } catch {
      // Another copy of this module, or the host, was first: theirs stands.
    }
  }
}

/** Font, colour and line height of every element, read from tokens, which read the host. What a page does to its headings or captions does not come in. */
export const tokens = css`
  :host {
    ${following}
    --rem: max(1rem, 16px);
    box-sizing: border-box;
    color: var(--rq-text);
    font-family: var(--rq-font-family, inherit);
    font-size: var(--rq-font-m);
    font-style: normal;
    font-weight: 400;
    letter-spacing: normal;
    line-height: var(--rq-line-height);
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-spacing: normal;
  }
  :host([hidden]) {
    display: none !important;
  }
`;
