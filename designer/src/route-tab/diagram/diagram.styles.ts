import { css } from 'lit';

/** What the modeler adds to the canvas: palette, context pad, menus, drag previews, label editing. */
export const diagramStyles = css`
  :host {
    position: relative;
    overflow: hidden;
  }
  .djs-palette {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-start: 0.5rem;
    max-block-size: calc(100% - 1rem);
    overflow-y: auto;
    border: 1px solid #cfd5df;
    border-radius: 8px;
    background: #f6f7f9;
    scrollbar-width: thin;
  }
  .djs-palette .djs-palette-toggle {
    display: none;
  }
  .djs-palette-entries {
    padding: 0.25rem;
  }
  .djs-palette .group + .group {
    margin-block-start: 0.25rem;
    padding-block-start: 0.25rem;
    border-block-start: 1px solid #dfe3ea;
  }
  .rq-entry {
    --hue: #262b36;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding: 0.25rem 0.625rem 0.25rem 0.375rem;
    border-radius: 4px;
    font-size: 0.8125rem;
    cursor: grab;
    user-select: none;
  }
  .rq-entry:hover,
  .rq-entry.highlighted-entry {
    background: #e8ecf3;
  }
  .rq-glyph {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    flex: none;
    fill: none;
    stroke: var(--hue, currentColor);
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .rq-entry.approval, .rq-choice.approval { --hue: #1f5fd0; }
  .rq-entry.execution, .rq-choice.execution { --hue: #a84300; }
  .rq-entry.acceptance, .rq-choice.acceptance { --hue: #0f7440; }
  .rq-entry.acknowledgement, .rq-choice.acknowledgement { --hue: #0b6b6b; }
  .rq-entry.clarification, .rq-choice.clarification { --hue: #7a5d00; }
  .rq-entry.decision, .rq-choice.decision { --hue: #a02462; }
  .rq-entry.registration, .rq-choice.registration { --hue: #4a5b1e; }
  .rq-entry.rework, .rq-choice.rework { --hue: #b92525; }
  .rq-entry.notification, .rq-choice.notification { --hue: #6a35c9; }
  .rq-entry.action, .rq-choice.action { --hue: #0a659b; }
  .djs-context-pad-parent {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .djs-context-pad {
    position: absolute;
    display: none;
    pointer-events: none;
  }
  .djs-context-pad.open {
    display: block;
  }
  .djs-context-pad .group {
    display: grid;
    grid-template-columns: repeat(2, 1.75rem);
    gap: 2px;
  }
  .djs-context-pad .entry {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border: 1px solid #cfd5df;
    border-radius: 4px;
    background: #ffffff;
    cursor: pointer;
    pointer-events: all;
    user-select: none;
  }
  .djs-context-pad .entry:hover {
    background: #e8ecf3;
  }
  .djs-popup-parent {
    position: absolute;
    inset: 0;
    z-index: 200;
    pointer-events: none;
  }
  .djs-popup {
    position: absolute;
    max-block-size: 22rem;
    min-inline-size: 11rem;
    overflow: auto;
    border: 1px solid #cfd5df;
    border-radius: 6px;
    background: #ffffff;
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.18);
    font-size: 0.8125rem;
    pointer-events: all;
  }
  .djs-popup-backdrop {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .djs-popup-search {
    position: relative;
    padding: 0.25rem;
  }
  .djs-popup-search.hidden {
    display: none;
  }
  .djs-popup-search input {
    inline-size: 100%;
    padding: 0.25rem 0.5rem;
    border: 1px solid #cfd5df;
    border-radius: 4px;
    font: inherit;
  }
  .djs-popup-search-icon {
    display: none;
  }
  .djs-popup-group,
  .djs-popup-results ul {
    margin: 0;
    padding: 0.25rem;
    list-style: none;
  }
  .djs-popup .entry {
    display: flex;
    align-items: center;
    padding: 0.25rem 0.5rem;
    border-radius: 4px;
    cursor: pointer;
  }
  .djs-popup .entry.selected,
  .djs-popup .entry:hover {
    background: #e8ecf3;
  }
  .djs-popup-entry-name {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }
  .djs-popup-entry-icon {
    display: flex;
  }
  .djs-dragger * {
    fill: none !important;
    stroke: #1f5fd0 !important;
  }
  .djs-dragger text,
  .djs-dragger tspan {
    fill: #1f5fd0 !important;
    stroke: none !important;
  }
  .djs-dragging,
  .djs-dragging > * {
    opacity: 0.3 !important;
    pointer-events: none !important;
  }
  .djs-lasso-overlay {
    fill: rgb(31 95 208 / 0.12);
    stroke: #1f5fd0;
    stroke-width: 1px;
    pointer-events: none;
  }
  .djs-bendpoint .djs-visual {
    display: none;
  }
  .djs-bendpoint:hover .djs-visual,
  .djs-segment-dragger:hover .djs-visual,
  .djs-connection.selected .djs-bendpoint .djs-visual {
    display: block;
    fill: #1f5fd0;
    stroke: #ffffff;
  }
  .djs-segment-dragger .djs-visual {
    display: none;
  }
  .djs-bendpoints .djs-hit {
    fill: none;
    pointer-events: all;
  }
  .djs-bendpoints {
    visibility: hidden;
  }
  .djs-connection.hover ~ .djs-bendpoints,
  .djs-bendpoints.hover,
  .djs-bendpoints.selected {
    visibility: visible;
  }
  .djs-resizer-hit {
    fill: none;
    pointer-events: all;
  }
  .djs-resizer-visual {
    fill: #1f5fd0;
    stroke: #ffffff;
  }
  .djs-snap-line {
    stroke: rgb(31 95 208 / 0.4);
    pointer-events: none;
  }
  .djs-resize-overlay,
  .djs-crosshair {
    fill: none;
    stroke: #1f5fd0;
    stroke-dasharray: 4 2;
    pointer-events: none;
  }
  .djs-element.connect-ok .djs-visual > :first-child:not(g),
  .djs-element.connect-ok .rq-box,
  .djs-element.attach-ok .rq-box {
    stroke: #1f5fd0 !important;
    stroke-width: 3px !important;
  }
  .drop-not-ok,
  .connect-not-ok,
  .drop-not-ok *,
  .connect-not-ok * {
    cursor: not-allowed !important;
  }
  .djs-cursor-crosshair,
  .djs-cursor-crosshair * {
    cursor: crosshair !important;
  }
  .djs-cursor-resize-ns,
  .djs-cursor-resize-ns * {
    cursor: ns-resize !important;
  }
  .djs-cursor-resize-ew,
  .djs-cursor-resize-ew * {
    cursor: ew-resize !important;
  }
  .djs-direct-editing-parent {
    border-radius: 4px;
    background: #ffffff;
    box-shadow: 0 0 0 2px #1f5fd0;
  }
  .djs-direct-editing-content {
    outline: none;
    overflow: hidden;
  }
  .djs-direct-editing-resize-handle {
    display: none;
  }
  .djs-search-container,
  .djs-overlay-drilldown {
    display: none;
  }
  .tools {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
    display: flex;
    gap: 2px;
    color-scheme: light;
    color: #1b2130;
    border: 1px solid #cfd5df;
    border-radius: var(--rq-radius);
    background: #ffffff;
    --rq-surface-hover: #eef1f6;
  }
  .failed {
    position: absolute;
    inset: 2rem;
    color: #1b2130;
  }
`;
