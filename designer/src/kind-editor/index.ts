import { define } from '@requestry/ui';
import { RqAccessTab } from '../access-tab/access-tab.js';
import { RqFormBuilder } from '../form-builder/form-builder.js';
import { RqFieldProperties } from '../form-builder/properties.js';
import { RqGeneralTab } from '../general-tab/general-tab.js';
import { RqVersionsTab } from '../versions-tab/versions-tab.js';
import { RqKindEditor } from './kind-editor.js';

define('rq-kind-editor', RqKindEditor);
define('rq-general-tab', RqGeneralTab);
define('rq-form-builder', RqFormBuilder);
define('rq-field-properties', RqFieldProperties);
define('rq-access-tab', RqAccessTab);
define('rq-versions-tab', RqVersionsTab);

export { RqKindEditor, RqGeneralTab, RqFormBuilder, RqFieldProperties, RqAccessTab, RqVersionsTab };
