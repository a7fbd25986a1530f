/** A table to put on paper. */
export interface PrintedTable {
  readonly title: string;
  /** Under the table: when it was printed. */
  readonly note: string;
  readonly lang: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const sheet = `
  body { margin: 0; color: #000; background: #fff; font: 10pt/1.35 system-ui, sans-serif; }
  h1 { font-size: 13pt; margin: 0 0 4mm; }
  table { inline-size: 100%; border-collapse: collapse; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { border: 0.3mm solid #888; padding: 1mm 1.5mm; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
  th { font-weight: 600; }
  p { margin: 3mm 0 0; font-size: 8.5pt; color: #444; }
  @page { size: A4 landscape; margin: 12mm; }
`;

/** Builds the page of a table in an empty document. Everything is text; nothing in it is markup. */
export function fillPage(page: Document, { title, note, lang, columns, rows }: PrintedTable): void {
  const view = page.defaultView;
  if (view) {
    const styles = new view.CSSStyleSheet();
    styles.replaceSync(sheet);
    page.adoptedStyleSheets = [styles];
  }
  page.documentElement.lang = lang;
  page.title = title;
  const table = page.createElement('table');
  table.append(rowsOf(page, 'thead', 'th', [columns]), rowsOf(page, 'tbody', 'td', rows));
  page.body.replaceChildren(text(page, 'h1', title), table, text(page, 'p', note));
}

function rowsOf(page: Document, part: 'thead' | 'tbody', cell: 'th' | 'td', rows: readonly (readonly string[])[]): HTMLElement {
  const body = page.createElement(part);
  for (const row of rows) {
    const line = page.createElement('tr');
    line.append(...row.map((value) => text(page, cell, value)));
    body.append(line);
  }
  return body;
}

function text(page: Document, tag: string, value: string): HTMLElement {
  const element = page.createElement(tag);
  element.textContent = value;
  return element;
}

/** Prints a table alone, out of a frame that goes away afterwards. */
export function printTable(table: PrintedTable): void {
  const frame = document.createElement('iframe');
  frame.title = table.title;
  frame.inert = true;
  Object.assign(frame.style, { position: 'fixed', inlineSize: '0', blockSize: '0', border: '0', visibility: 'hidden' });
  document.body.append(frame);
  const view = frame.contentWindow;
  if (!view) return frame.remove();
  fillPage(view.document, table);
  view.addEventListener('afterprint', () => frame.remove(), { once: true });
  view.focus();
  view.print();
}
