import '../inputs/index.js';
import { html } from 'lit';
import type { Option, OptionSource } from '../inputs/combobox-option.js';
import type { FieldView, TitleSource } from '../registry.js';
import { idsOf } from './optional.js';

/** A combobox over people, units or records. Without a source it says that the directory is not connected. */
export function renderLookup(
  field: FieldView,
  { source, titles, multi = false, tree = false, choose }: { source: OptionSource | undefined; titles: TitleSource; multi?: boolean; tree?: boolean; choose?: (option: Option | undefined) => void },
): unknown {
  if (!source) return html`<span id=${field.id} class="muted">${field.words.noLookup}</span>`;
  const set = (option: Option | undefined, chosen: readonly string[]): void => {
    if (option) field.learn(option.id, option.title);
    if (choose) choose(option);
    else if (multi) field.set(chosen.length > 0 ? chosen : undefined);
    else field.set(chosen[0]);
  };
  return html`<rq-form-combobox
    .inputId=${field.id}
    .words=${field.words}
    .multi=${multi}
    .tree=${tree}
    .chosen=${idsOf(field.value)}
    .titleOf=${(id: string) => field.title(id, titles)}
    .source=${source}
    .choose=${set}
    .leave=${field.leave}
    .invalid=${field.invalid}
    .required=${field.required}
    .describedBy=${field.describedBy}
    .labelledBy=${field.labelledBy ?? `${field.id}-label`}
    .placeholder=${field.placeholder}
    .scheduler=${field.scheduler}
  ></rq-form-combobox>`;
}
