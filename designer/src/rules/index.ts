import { define } from '@requestry/ui';
import { RqDirectoriesTab } from '../directories-tab/directories-tab.js';
import { RqRules } from './rules.js';

define('rq-rules', RqRules);
define('rq-directories-tab', RqDirectoriesTab);

export { RqDirectoriesTab, RqRules };
export type { Jump, RulePart } from './rules.js';
