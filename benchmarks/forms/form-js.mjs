import { Form } from '@bpmn-io/form-js-viewer';
import { fieldsOf } from './sample.mjs';

export async function mount(target, size) {
  const form = new Form({ container: target });
  await form.importSchema({ type: 'default', components: fieldsOf(size).map(({ name, title, number }) => ({ type: number ? 'number' : 'textfield', id: name, key: name, label: title })) }, {});
}
