import { css } from 'lit';

/** Signatures, drawn and being drawn. */
export const signatureStyles = css`
  rq-form-signature {
    display: block;
  }
  .signing {
    display: grid;
    gap: var(--rq-space-1);
    max-inline-size: calc(26 * var(--rem));
  }
  .signing .tools {
    display: flex;
    gap: var(--rq-space-2);
  }
  .signature {
    display: block;
    inline-size: 100%;
    max-inline-size: calc(26 * var(--rem));
    fill: none;
    stroke: currentColor;
    stroke-width: 3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .sheet {
    border: 1px solid var(--rq-border-strong);
    border-radius: var(--rq-radius);
    cursor: crosshair;
    touch-action: none;
  }
  .baseline {
    stroke: var(--rq-border-strong);
    stroke-width: 1;
    stroke-dasharray: 4 4;
  }
`;
