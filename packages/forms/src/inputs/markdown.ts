import { html } from 'lit';

/**
 * A small part of Markdown as a template: paragraphs with their line breaks, headings, lists, quotes, **bold**, *italic*, `code` and links. All else,
 * HTML too, is text. Links lead to pages, mail and telephones only.
 */
export function renderMarkdown(text: string, level = 3): unknown {
  return html`<div class="markdown">${blocksOf(text.slice(0, 100_000)).map((block) => renderBlock(block, level))}</div>`;
}

type Block =
  | { readonly type: 'heading'; readonly depth: number; readonly lines: string[] }
  | { readonly type: 'list' | 'steps' | 'quote' | 'text'; readonly lines: string[] };

const starts: readonly (readonly [Block['type'], RegExp])[] = [
  ['heading', /^(#{1,4})\s+(.*)$/],
  ['list', /^([-*•])\s+(.*)$/],
  ['steps', /^(\d{1,3}[.)])\s+(.*)$/],
  ['quote', /^(>)\s?(.*)$/],
];

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const line of text.replaceAll('\r', '').split('\n')) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const block = blockOf(line);
    const last = blocks.at(-1);
    if (open && last && last.type === block.type && last.type !== 'heading') last.lines.push(...block.lines);
    else blocks.push(block);
    open = true;
  }
  return blocks;
}

function blockOf(line: string): Block {
  for (const [type, start] of starts) {
    const [, mark = '', rest = ''] = start.exec(line.trim()) ?? [];
    if (mark === '') continue;
    return type === 'heading' ? { type, depth: mark.length, lines: [rest] } : { type: type as 'list', lines: [rest] };
  }
  return { type: 'text', lines: [line] };
}

function renderBlock(block: Block, level: number): unknown {
  const { lines } = block;
  switch (block.type) {
    case 'heading':
      return html`<div class="heading" role="heading" aria-level=${Math.min(6, level + block.depth - 1)}>${inline(lines[0] ?? '')}</div>`;
    case 'list':
      return html`<ul>${lines.map((line) => html`<li>${inline(line)}</li>`)}</ul>`;
    case 'steps':
      return html`<ol>${lines.map((line) => html`<li>${inline(line)}</li>`)}</ol>`;
    case 'quote':
      return html`<blockquote>${broken(lines)}</blockquote>`;
    case 'text':
      return html`<p>${broken(lines)}</p>`;
  }
}

const broken = (lines: readonly string[]): unknown => lines.map((line, index) => html`${index > 0 ? html`<br />` : ''}${inline(line)}`);

const marks = /\*\*([^*]{1,2000})\*\*|\*([^*\s][^*]{0,1999})\*|`([^`]{1,2000})`|\[([^\][]{1,500})\]\(([^()\s]{1,2000})\)/g;

function inline(text: string): readonly unknown[] {
  const parts: unknown[] = [];
  let at = 0;
  for (const found of text.matchAll(marks)) {
    parts.push(text.slice(at, found.index), renderMark(found));
    at = found.index + found[0].length;
  }
  return [...parts, text.slice(at)];
}

function renderMark([whole, bold, italic, code, title, address]: RegExpMatchArray): unknown {
  if (bold !== undefined) return html`<strong>${bold}</strong>`;
  if (italic !== undefined) return html`<em>${italic}</em>`;
  if (code !== undefined) return html`<code>${code}</code>`;
  return address !== undefined && /^(https?:\/\/|mailto:|tel:)/i.test(address) ? html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow">${title}</a>` : whole;
}
