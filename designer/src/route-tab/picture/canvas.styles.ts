import { css } from 'lit';

/** What diagram-js needs to be shown in a shadow root, and how steps look. The canvas is light in every theme. */
export const canvasStyles = css`
  .canvas {
    color-scheme: light;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    background: #ffffff;
    color: #1b2130;
    --danger: #c22727;
  }
  .canvas svg {
    display: block;
  }
  .djs-container {
    user-select: none;
    -webkit-user-select: none;
  }
  .djs-container svg:focus-visible {
    outline: 2px solid #1f5fd0;
    outline-offset: -2px;
  }
  .djs-container svg:focus:not(:focus-visible) {
    outline: none;
  }
  .djs-outline,
  .djs-selection-outline {
    fill: none;
    visibility: hidden;
    stroke: #1f5fd0;
    stroke-width: 2px;
  }
  .djs-element.selected .djs-outline {
    visibility: visible;
  }
  .djs-connection.selected .djs-outline {
    display: none;
  }
  .djs-connection.selected .djs-visual > path {
    stroke: #1f5fd0 !important;
    stroke-width: 2.5px !important;
  }
  .djs-visual,
  .djs-outline {
    pointer-events: none;
  }
  .djs-element > .djs-hit-all,
  .djs-element > .djs-hit-no-move {
    pointer-events: all;
  }
  .djs-element > .djs-hit-stroke,
  .djs-element > .djs-hit-click-stroke {
    pointer-events: stroke;
  }
  .djs-shape {
    cursor: pointer;
  }
  .djs-cursor-grab {
    cursor: grab;
  }
  .djs-cursor-grabbing {
    cursor: grabbing;
  }
  .djs-label {
    font-size: 10px;
  }
  .rq-step {
    --hue: #5b6472;
  }
  .rq-step.approval { --hue: #1f5fd0; }
  .rq-step.execution { --hue: #a84300; }
  .rq-step.acceptance { --hue: #0f7440; }
  .rq-step.acknowledgement { --hue: #0b6b6b; }
  .rq-step.clarification { --hue: #7a5d00; }
  .rq-step.decision { --hue: #a02462; }
  .rq-step.registration { --hue: #4a5b1e; }
  .rq-step.rework { --hue: #b92525; }
  .rq-step.notification { --hue: #6a35c9; }
  .rq-step.action { --hue: #0a659b; }
  .rq-box {
    fill: color-mix(in srgb, var(--hue) 7%, #ffffff);
    stroke: var(--hue);
    stroke-width: 1.25px;
  }
  .rq-icon {
    fill: none;
    stroke: var(--hue);
    stroke-width: 2px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .djs-shape.selected .rq-box {
    stroke: #1f5fd0;
    stroke-width: 2.5px;
    filter: drop-shadow(0 0 2.5px rgb(31 95 208 / 0.75));
  }
  .djs-shape.selected .djs-visual > :first-child:not(g):not(text) {
    stroke: #1f5fd0 !important;
    stroke-width: 3px !important;
  }
  .rq-mark {
    fill: none;
    stroke: #545d6b;
    stroke-width: 2.5px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .rq-type {
    fill: var(--hue);
    font-weight: 700;
  }
  .rq-name {
    fill: #1b2130;
    font-weight: 500;
  }
  .rq-who {
    fill: #545d6b;
  }
  .rq-problem .rq-box,
  .rq-problem .djs-visual > :first-child:not(g) {
    stroke: var(--danger) !important;
    stroke-width: 2px !important;
  }
  .rq-path .djs-visual > path {
    stroke: var(--danger) !important;
    stroke-width: 2.5px !important;
  }
  .rq-path.djs-shape .rq-box {
    stroke: var(--danger) !important;
    stroke-width: 2px !important;
  }
  .rq-path.djs-shape .djs-visual > circle,
  .rq-path.djs-shape .djs-visual > polygon {
    stroke: var(--danger) !important;
  }
  .rq-now .rq-box,
  .rq-now .djs-visual > :first-child:not(g) {
    fill: #fde3e1 !important;
    stroke: var(--danger) !important;
    stroke-width: 3px !important;
  }
  .rq-current .rq-box {
    fill: color-mix(in srgb, var(--hue) 22%, #ffffff);
    stroke-width: 3px;
  }
  .rq-passed.djs-connection .djs-visual > path {
    stroke: #0f7440 !important;
    stroke-width: 2.5px !important;
  }
  .rq-passed.djs-shape:not(.rq-current) .rq-box {
    stroke-width: 2px;
  }
  .rq-unused {
    opacity: 0.42;
  }
  @media (forced-colors: active) {
    .canvas {
      forced-color-adjust: none;
    }
  }
`;
