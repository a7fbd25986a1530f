import type { Message, MessagePart } from '@requestry/runtime';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Links lead to web pages and nowhere else. */
const linkHtml = ({ title, url }: { readonly title: string; readonly url: string }): string => (isWebAddress(url) ? `<a href="${escaped(url)}">${escaped(title)}</a>` : '');

export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

/** A message as a plain page of HTML. Everything that comes from data is escaped text; there are no pictures, styles or scripts. */
export function mailHtml({ locale, subject, parts, foot }: Message): string {
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>`,
    ...parts.map(partHtml),
    `<hr><p><small>${escaped(foot.text)} ${foot.link ? linkHtml(foot.link) : ''}</small></p>`,
    '</body></html>',
  ].join('\n');
}

function partHtml({ heading, lines, quote, link }: MessagePart): string {
  const said = lines.map(({ label, text }) => (label === undefined ? `<strong>${escaped(text)}</strong>` : `${escaped(label)}: ${escaped(text)}`));
  const quoted = quote === undefined ? '' : `<blockquote>${quote.split('\n').map(escaped).join('<br>')}</blockquote>`;
  return `<h3>${escaped(heading)}</h3><p>${said.join('<br>')}</p>${quoted}${link ? `<p>${linkHtml(link)}</p>` : ''}`;
}
