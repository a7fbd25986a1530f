import { html, nothing } from 'lit';
import { outsideRoles, participantRoles } from '@requestry/model';
import type { AccessMap, ParticipantRole, ParticipantRule } from '@requestry/model';
import { renderAccessRule } from '../../general-tab/access-rule.js';
import { compact } from '../../route-tab/doc-edits.js';
import { tick } from '../../route-tab/panel/context.js';
import { durationField } from '../../route-tab/panel/durations.js';
import { complaints, placed, placedChoice, ruleItem, section } from '../context.js';
import type { RuleContext } from '../context.js';
import { roleIsOn, roleSentence, roleText } from '../sentences.js';

const isOutside = (role: ParticipantRole): boolean => (outsideRoles as readonly ParticipantRole[]).includes(role);

/** Who takes part in requests without a task. */
export function participationSection(c: RuleContext): unknown {
  const { w, n } = c;
  const rules = c.kind.participation ?? {};
  const told = participantRoles.filter((role) => rules[role] !== undefined);
  const state = told.length === 0 ? w.participationUsual : told.map((role) => `${roleText(role, w)}: ${roleSentence(role, rules[role], n)}`).join(' · ');
  return section(c, { path: '/participation', title: w.participation, state, help: w.participationHelp, marks: ['/participation', '/conversation'], body: html`${participantRoles.map((role) => roleItem(c, role, rules[role]))}${conversationField(c)}` });
}

/** How long people may change what they wrote. */
function conversationField(c: RuleContext): unknown {
  const { w } = c;
  const path = '/conversation/changeWithin';
  const put = (changeWithin: string | undefined): void => c.change(w.conversationTime, { conversation: changeWithin === undefined ? undefined : { changeWithin } }, 'conversation');
  return html`${complaints(c, path)}${placed(path, w.conversationTime, () => durationField(c, path, { label: w.conversationTime, value: c.kind.conversation?.changeWithin, working: false, minutes: true, empty: w.conversationUsual, write: put }))}`;
}

function roleItem(c: RuleContext, role: ParticipantRole, rule: ParticipantRule | undefined): unknown {
  const { w, n } = c;
  const title = roleText(role, w);
  const outside = isOutside(role);
  const path = `/participation/${role}`;
  const on = roleIsOn(role, rule);
  const put = (next: ParticipantRule | undefined): void => {
    const { [role]: _old, ...others } = c.kind.participation ?? {};
    const kept = next && (outside || Object.keys(compact(next)).length > 0) ? { ...others, [role]: compact(next) } : others;
    c.change(title, { participation: Object.keys(kept).length > 0 ? kept : undefined });
  };
  const toggle = (next: boolean): void => put(next ? (outside ? (rule?.off ? { ...rule, off: undefined } : { access: {} }) : { ...rule, off: undefined }) : outside ? undefined : { off: true });
  const change = (patch: ParticipantRule): void => put({ ...rule, ...patch });
  const helps: Readonly<Record<ParticipantRole, string>> = { watcher: w.roleWatcherHelp, mentioned: w.roleMentionedHelp, interested: w.roleInterestedHelp, guest: w.roleGuestHelp, external: w.roleExternalHelp };
  return ruleItem(c, {
    path,
    title,
    sentence: `${title}: ${roleSentence(role, rule, n)}`,
    body: html`<p class="help">${helps[role]}</p>
      ${tick(w.roleOn, on, toggle)}
      ${on
        ? html`${renderAccessRule({ id: `${path}/who`, label: w.roleWho, rule: rule?.who, org: c.org, language: c.locale, empty: w.roleAnybody, read: (who) => w.roleRead({ who }), onChange: (who) => change({ who }) })}
            ${tick(w.roleComment, rule?.comment !== false, (comment) => change({ comment: comment ? undefined : false }))}
            ${role === 'watcher' || role === 'guest' ? nothing : tick(w.rolePrivate, rule?.privateComments ?? false, (privateComments) => change({ privateComments: privateComments || undefined }))}
            ${outside ? html`${tick(w.roleHistory, rule?.history ?? false, (history) => change({ history: history || undefined }))}${accessFields(c, path, rule ?? {}, change)}` : nothing}`
        : nothing}`,
  });
}

/** What outsiders see of the form: as those without a task, or only what is ticked. */
function accessFields(c: RuleContext, path: string, rule: ParticipantRule, change: (patch: ParticipantRule) => void): unknown {
  const { w } = c;
  const { access } = rule;
  const rest = access?.['*'] ?? 'hidden';
  const set = (name: string, seen: boolean): void => {
    const { [name]: _old, ...others } = access ?? {};
    const level: AccessMap[string] = seen ? 'read' : 'hidden';
    change({ access: level === rest ? others : { ...others, [name]: level } });
  };
  return html`<div data-path="${path}/access">
    ${placedChoice(`${path}/access/how`, w.roleAccess, { value: access === undefined ? '' : 'own', empty: w.roleAccessAs, choices: [{ value: 'own', title: w.roleAccessOwn }], pick: (how) => change({ access: how === 'own' ? {} : undefined }) })}
    ${access === undefined ? nothing : html`<div class="checks">${c.g.fields.map(({ name, title }) => tick(title, (access[name] ?? rest) !== 'hidden', (seen) => set(name, seen)))}</div>`}
  </div>`;
}
