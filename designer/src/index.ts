/** What administrators see: the list of kinds, the editor of one with its tabs, publishing. The editor comes when a kind is opened, or at once by its own door. */
import { define } from '@requestry/ui';
import { RqDesigner } from './designer.js';
import './kinds-list/index.js';

define('rq-designer', RqDesigner);

export * from './draft-edit.js';
export * from './events.js';
export { RqDesigner };
export type { RqKindEditor, RqGeneralTab, RqFormBuilder, RqFieldProperties, RqAccessTab, RqVersionsTab } from './kind-editor/index.js';
export { RqKindsList } from './kinds-list/index.js';
export type { KindTemplate } from './kinds-list/index.js';
