import { css } from 'lit';

export const conversationStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-3);
  }
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ol.threads {
    gap: var(--rq-space-4);
    max-block-size: 30rem;
    overflow: auto;
  }
  ol.answers {
    gap: var(--rq-space-2);
    margin-block-start: var(--rq-space-2);
    margin-inline-start: 0.75rem;
    padding-inline-start: var(--rq-space-3);
    border-inline-start: 2px solid var(--rq-border);
  }
  ul.files {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .earlier {
    margin-block-start: var(--rq-space-1);
    margin-inline-start: 0.75rem;
  }
  .comment {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--rq-space-1);
    overflow-wrap: anywhere;
  }
  .comment.private {
    padding: var(--rq-space-2);
    border-radius: var(--rq-radius);
    background: var(--warning-soft);
  }
  .gone {
    font-style: italic;
  }
  .by {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--rq-space-1) var(--rq-space-2);
  }
  .by rq-person {
    font-weight: 500;
  }
  .small,
  time {
    color: var(--rq-text-muted);
    font-size: var(--rq-font-s);
  }
  .new {
    display: inline-flex;
    align-items: center;
    gap: var(--rq-space-1);
    color: var(--rq-accent);
    font-size: var(--rq-font-s);
    font-weight: 500;
  }
  .new i {
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: currentColor;
  }
  .body,
  .comment > .muted:not(.by) {
    padding-inline-start: 2rem;
  }
  .body {
    white-space: pre-line;
  }
  .mention {
    color: var(--rq-accent);
    font-weight: 500;
  }
  .deeds {
    display: flex;
    align-items: center;
    padding-inline-start: calc(2rem - var(--rq-space-2));
  }
  @container (max-inline-size: 480px) {
    ol.threads {
      max-block-size: none;
    }
    .body {
      padding-inline-start: 0;
    }
    .deeds {
      padding-inline-start: 0;
      margin-inline-start: calc(-1 * var(--rq-space-2));
    }
    ol.answers {
      margin-inline-start: 0.25rem;
      padding-inline-start: var(--rq-space-2);
    }
  }
`;
