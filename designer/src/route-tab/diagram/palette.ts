import type { Locale } from '@requestry/model';
import { words } from '../locales/index.js';
import { escaped, glyphOf, iconMarkup, templates, templateText } from './templates.js';
import type { TemplateId , Templates} from './templates.js';

type Entries = Record<string, unknown>;

/** Our step types with their words instead of bare BPMN symbols. */
export class RoutePalette {
  static readonly $inject = ['palette', 'create', 'lassoTool', 'spaceTool', 'templates', 'config.locale'];
  readonly #create: DiagramServices['create'];
  readonly #lasso: DiagramServices['lassoTool'];
  readonly #space: DiagramServices['spaceTool'];
  readonly #templates: Templates;
  readonly #locale: Locale;

  constructor(palette: DiagramServices['palette'], create: DiagramServices['create'], lasso: DiagramServices['lassoTool'], space: DiagramServices['spaceTool'], shapes: Templates, locale: Locale) {
    this.#create = create;
    this.#lasso = lasso;
    this.#space = space;
    this.#templates = shapes;
    this.#locale = locale;
    palette.registerProvider(this);
  }

  getPaletteEntries(): Entries {
    const t = words[this.#locale];
    const tools: Entries = {
      lasso: { group: 'tools', title: t.toolLasso, html: entryMarkup('checkbox', t.toolLasso, 'tool'), action: { click: (event: Event) => this.#lasso.activateSelection(event) } },
      space: { group: 'tools', title: t.toolSpace, html: entryMarkup('arrow-down', t.toolSpace, 'tool'), action: { click: (event: Event) => this.#space.activateSelection(event) } },
    };
    const made = Object.fromEntries(templates.map((id) => [`create.${id}`, this.#entry(id)]));
    return { ...made, ...tools };
  }

  #entry(id: TemplateId): unknown {
    const start = (event: Event): void => this.#create.start(event, this.#templates.shape(id));
    const title = templateText(id, this.#locale);
    return { group: ['condition', 'parallel', 'inclusive', 'timer', 'end'].includes(id) ? 'flow' : 'steps', title, html: entryMarkup(glyphOf(id), title, id), action: { dragstart: start, click: start } };
  }
}

const entryMarkup = (icon: string, text: string, hue: string): string =>
  `<div class="entry rq-entry ${escaped(hue)}" draggable="true" title="${escaped(text)}">${iconMarkup(icon)}<span>${escaped(text)}</span></div>`;
