import { fieldsOf } from './sample.mjs';

/** The limit: labels and inputs, nothing checked, nothing stored. */
export function mount(target, size) {
  const form = document.createElement('form');
  form.innerHTML = fieldsOf(size).map(({ name, title }) => `<div><label for="${name}">${title}</label><input id="${name}" name="${name}"></div>`).join('');
  target.append(form);
}

/** A table of text inputs. */
export function mountTable(target, rows, columns) {
  const table = document.createElement('table');
  table.innerHTML = Array.from({ length: rows }, (_, row) => `<tr>${Array.from({ length: columns }, (__, column) => `<td><input aria-label="${row} ${column}"></td>`).join('')}</tr>`).join('');
  target.append(table);
}
