import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import { fieldsOf } from './sample.mjs';

export function mount(target, size) {
  const survey = new Model({ textUpdateMode: 'onTyping', elements: fieldsOf(size).map(({ name, title, number }) => ({ type: 'text', name, title, ...(number ? { inputType: 'number' } : {}) })) });
  renderSurvey(survey, target);
}
