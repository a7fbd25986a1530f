import { css } from 'lit';

/** Text that was written in Markdown. */
export const markdownStyles = css`
  .markdown {
    display: grid;
    gap: var(--rq-space-2);
    overflow-wrap: anywhere;
  }
  .markdown p,
  .markdown ul,
  .markdown ol,
  .markdown blockquote {
    margin: 0;
  }
  .markdown ul,
  .markdown ol {
    padding-inline-start: var(--rq-space-5);
  }
  .markdown blockquote {
    padding-inline-start: var(--rq-space-3);
    border-inline-start: 3px solid var(--rq-border-strong);
    color: var(--rq-text-muted);
  }
  .markdown code {
    padding: 0 0.2em;
    border-radius: 3px;
    background: var(--rq-surface-hover);
  }
`;
