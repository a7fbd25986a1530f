import { css } from 'lit';

/** The canvas stays light in a dark page, as paper does: its colours are its own. */
export const routePictureStyles = css`
  .frame {
    position: relative;
    border: 1px solid var(--rq-border);
    border-radius: var(--rq-radius);
    overflow: hidden;
  }
  .canvas {
    --ink: #16202e;
    --soft-ink: #4b5a6d;
    --line: #98a5b5;
    --accent: #1f5fd0;
    --passed: #0f7440;
    color-scheme: light;
    max-block-size: min(32rem, 70vh);
    overflow: auto;
    background: #fff;
    color: var(--ink);
    cursor: grab;
    touch-action: pan-x pan-y;
  }
  .canvas.dragging {
    cursor: grabbing;
    user-select: none;
  }
  .canvas:focus-visible {
    outline-offset: -2px;
  }
  svg {
    display: block;
    margin-inline: auto;
    font-size: 12px;
  }
  .zoom {
    position: absolute;
    inset-block-start: var(--rq-space-2);
    inset-inline-end: var(--rq-space-2);
    display: flex;
    border: 1px solid #c5cfdb;
    border-radius: var(--rq-radius);
    background: #ffffffe8;
    color: #16202e;
    color-scheme: light;
  }
  .zoom .button {
    --rq-surface-hover: #eef1f5;
    min-block-size: 1.75rem;
    min-inline-size: 1.75rem;
    border: 0;
    background: none;
  }
  .zoom .button:hover {
    background: #eef1f5;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--rq-space-1) var(--rq-space-4);
    padding-block-start: var(--rq-space-2);
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
  }
  .legend i {
    inline-size: 1rem;
    block-size: 0.75rem;
    border: 2px solid currentColor;
    border-radius: 3px;
  }
  .legend .passed i {
    border-color: var(--rq-success);
  }
  .legend .current i {
    border-color: var(--rq-accent);
    background: var(--accent-soft);
  }
  .legend .skipped i {
    border-style: dashed;
    border-width: 1px;
  }
  .shape {
    fill: #fff;
    stroke: var(--line);
    stroke-width: 1.5;
  }
  .lane .shape {
    fill: #f8fafc;
    stroke: #d5dce4;
    stroke-width: 1;
  }
  .end .shape {
    stroke-width: 3;
  }
  text {
    fill: var(--ink);
  }
  .side {
    fill: var(--soft-ink);
  }
  .icon {
    fill: none;
    stroke: var(--hue, var(--soft-ink));
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .passed .shape {
    stroke: var(--passed);
  }
  .passed .badge circle {
    fill: var(--passed);
  }
  .badge path {
    fill: none;
    stroke: #fff;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .current .shape {
    fill: #e9effb;
    stroke: var(--accent);
    stroke-width: 2;
  }
  .current text {
    font-weight: 600;
  }
  .ring {
    fill: none;
    stroke: var(--accent);
    stroke-opacity: 0.28;
    stroke-width: 5;
  }
  .skipped .shape {
    fill: #fafbfc;
    stroke-dasharray: 5 4;
  }
  .skipped text {
    fill: var(--soft-ink);
    text-decoration: line-through;
  }
  .skipped .icon {
    stroke: var(--soft-ink);
  }
  .edge {
    fill: none;
    stroke: var(--line);
    stroke-width: 1.5;
  }
  .edge.passed {
    stroke: var(--passed);
    stroke-width: 2;
  }
  .tip {
    fill: var(--line);
  }
  .tip.passed {
    fill: var(--passed);
  }
  .word {
    fill: var(--soft-ink);
    font-size: 11px;
    paint-order: stroke;
    stroke: #fff;
    stroke-width: 4;
    stroke-linejoin: round;
  }
  .approval { --hue: #1f5fd0; }
  .execution { --hue: #a84300; }
  .acceptance { --hue: #0f7440; }
  .acknowledgement { --hue: #0b6b6b; }
  .clarification { --hue: #7a5d00; }
  .decision { --hue: #a02462; }
  .registration { --hue: #4a5b1e; }
  .rework { --hue: #b92525; }
  .notification { --hue: #6a35c9; }
  .wait { --hue: #566373; }
  .action { --hue: #0a659b; }
  .subroute { --hue: #3c4858; }
  @media print {
    .zoom {
      display: none;
    }
    .canvas {
      max-block-size: none;
      overflow: visible;
    }
    svg {
      max-inline-size: 100%;
      block-size: auto;
    }
  }
`;
