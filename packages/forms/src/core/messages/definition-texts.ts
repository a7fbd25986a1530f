import { definitionEn } from './definition-en.js';
import { definitionRu } from './definition-ru.js';
import { addIssueTexts } from './form-issue-text.js';

addIssueTexts({ en: definitionEn, ru: definitionRu });
