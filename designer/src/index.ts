/** What administrators see: the list of kinds, the editor of one with its tabs, publishing. */
import { define } from '@requestry/ui';
import { RqAccessTab } from './access-tab/access-tab.js';
import { RqDesigner } from './designer.js';
import { RqFormBuilder } from './form-builder/form-builder.js';
import { RqFieldProperties } from './form-builder/properties.js';
import { RqGeneralTab } from './general-tab/general-tab.js';
import { RqKindEditor } from './kind-editor/kind-editor.js';
import './kinds-list/index.js';
import { RqVersionsTab } from './versions-tab/versions-tab.js';

define('rq-designer', RqDesigner);
define('rq-kind-editor', RqKindEditor);
define('rq-general-tab', RqGeneralTab);
define('rq-form-builder', RqFormBuilder);
define('rq-field-properties', RqFieldProperties);
define('rq-access-tab', RqAccessTab);
define('rq-versions-tab', RqVersionsTab);

export * from './draft-edit.js';
export * from './events.js';
export { RqDesigner, RqKindEditor, RqGeneralTab, RqFormBuilder, RqFieldProperties, RqAccessTab, RqVersionsTab };
export { RqKindsList } from './kinds-list/index.js';
export type { KindTemplate } from './kinds-list/index.js';
