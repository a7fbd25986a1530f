import { html, nothing } from 'lit';
import type { EndSettings } from '@requestry/model';
import type { DocBranch, DocSplit } from '@requestry/route';
import { addBranch, endTarget, idMaker, idsOf, moveBranch, removeBranch, renameStep, setBranch, setDefaultBranch, setSplitKind } from '../doc-edits.js';
import { branchText, endText } from '../entry-text.js';
import { RouteIntentEvent } from '../intents.js';
import { conditionFields } from './condition-fields.js';
import { adder, bilingual, choose, field, line } from './context.js';
import type { PanelContext } from './context.js';

/** A split: what it is called, how its branches run, and the branches in order. */
export function splitFields(c: PanelContext, split: DocSplit, dispatch: (event: Event) => void): unknown {
  const { t } = c;
  const kinds = [{ value: 'choice', title: `${t.choice}: ${t.choiceHint}` }, { value: 'parallel', title: `${t.parallel}: ${t.parallelHint}` }, { value: 'inclusive', title: `${t.inclusive}: ${t.inclusiveHint}` }];
  return html`${field('split-name', t.name, (id) => line({ id, value: split.name, write: (name) => c.apply(renameStep(c.doc, split.id, c.locale, name), t.editRename({ name: split.name }), `name-${split.id}`) }))}
    ${field('split-kind', t.splitKind, (id) => choose({ id, value: split.kind, choices: kinds, pick: (kind) => c.apply(setSplitKind(c.doc, split.id, kind as DocSplit['kind']), t.editBranch) }))}
    <div class="group">
      <div class="group-head"><h4>${t.branches}</h4><span class="grow"></span>${adder(t.addBranch, () => c.apply(addBranch(c.doc, split.id).doc, t.editAddBranch))}</div>
      ${split.branches.map((branch, index) => html`<div class="row branch-row">
        <button type="button" class="link" @click=${() => dispatch(new RouteIntentEvent({ do: 'select', id: branch.id, from: 'panel' }))}>${branchText(branch, index, split.kind, c.g)}</button>
        <span class="grow"></span>
        ${mover(c, branch, -1, index === 0)}${mover(c, branch, 1, index === split.branches.length - 1)}
      </div>`)}
    </div>`;
}

function mover(c: PanelContext, branch: DocBranch, delta: -1 | 1, off: boolean): unknown {
  const label = delta < 0 ? c.t.moveUp : c.t.moveDown;
  return html`<button type="button" class="button quiet compact icon" ?disabled=${off} title=${label} aria-label=${label} @click=${() => c.apply(moveBranch(c.doc, branch.id, delta), c.t.editBranch)}>
    <rq-icon .name=${delta < 0 ? 'arrow-up' : 'arrow-down'}></rq-icon>
  </button>`;
}

/** A branch: its condition in comparisons or as a formula, its place among the others, its end. */
export function branchFields(c: PanelContext, split: DocSplit, branch: DocBranch, index: number, formula: boolean, setFormula: (on: boolean) => void): unknown {
  const { t } = c;
  const change = (patch: Partial<DocBranch>, coalesce?: string): void => c.apply(setBranch(c.doc, branch.id, patch), t.editBranch, coalesce && `${coalesce}-${branch.id}`);
  const conditional = split.kind !== 'parallel';
  return html`<p class="help">${t.branchIndex({ number: index + 1, count: split.branches.length })}</p>
    ${conditional && branch.condition !== undefined ? conditionFields(c, branch.id, branch.condition, (condition) => change({ condition }, 'condition'), formula, setFormula) : html`<p>${conditional ? t.branchOtherwiseHelp : t.branchParallelHelp}</p>`}
    ${bilingual(c, `branch-${branch.id}`, t.branchName, branch.title ?? branch.name, (title) => change({ title, name: undefined }, 'name'))}
    ${endField(c, branch, change)}
    <div class="row wrap">
      ${mover(c, branch, -1, index === 0)}${mover(c, branch, 1, index === split.branches.length - 1)}
      ${conditional && branch.condition !== undefined ? html`<button type="button" class="button compact" @click=${() => c.apply(setDefaultBranch(c.doc, branch.id), t.editBranch)}>${t.makeOtherwise}</button>` : nothing}
      <button type="button" class="button compact danger" @click=${() => c.apply(removeBranch(c.doc, branch.id).doc, t.editRemoveBranch)}>${t.removeBranch}</button>
    </div>`;
}

function endField(c: PanelContext, branch: DocBranch, change: (patch: Partial<DocBranch>, coalesce?: string) => void): unknown {
  const { t } = c;
  const states: readonly EndSettings['state'][] = ['rejected', 'refused', 'completed', 'cancelled'];
  const pick = (state: string): void => {
    if (state === '') return change({ end: undefined });
    const { id, end } = endTarget(state as EndSettings['state'], idMaker(idsOf(c.doc)));
    change({ end: { id: branch.end?.id ?? id, end } });
  };
  return html`${field(`branch-end-${branch.id}`, t.branchEnd, (id) =>
    choose({ id, value: branch.end?.end.state ?? '', empty: t.branchJoins, choices: states.map((state) => ({ value: state, title: t.toEnd({ end: endText({ state }, c.locale) }) })), pick }),
  )}
  ${branch.end ? bilingual(c, `branch-end-name-${branch.id}`, t.endName, branch.end.end.title, (title) => branch.end && change({ end: { ...branch.end, end: { ...branch.end.end, title } } }, 'end')) : nothing}`;
}
