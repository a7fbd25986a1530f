import { definitionEn } from './definition-en.js';
import { definitionRu } from './definition-ru.js';
import { en } from './en.js';
import { addIssueTexts } from './form-issue-text.js';
import { ru } from './ru.js';

addIssueTexts({ en, ru });
addIssueTexts({ en: definitionEn, ru: definitionRu });
