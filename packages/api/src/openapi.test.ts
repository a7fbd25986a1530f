import { describe, expect, it } from 'vitest';
import { openApi } from '@requestry/api/openapi';
import { operations } from './operations.js';

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: unknown;
}

const document = openApi({ base: '/api' }) as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};
const described = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('OpenAPI', () => {
  it('describes every operation once', () => {
    expect(described.map(({ operationId }) => operationId).sort()).toEqual([...Object.keys(operations), 'watch'].sort());
  });

  it('refers to nothing that it does not hold', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((found) => found[1] ?? '');
    expect(refs.length).toBeGreaterThan(30);
    for (const name of new Set(refs)) expect(document.components.schemas).toHaveProperty(name);
  });

  it('gives every name in a path as a parameter, and the key of a command as a header', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const operation of Object.values(methods)) {
        const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
        expect(path.match(/\{\w+\}/g) ?? []).toEqual(named);
      }
    }
    const submit = document.paths['/requests']?.post;
    expect(submit?.parameters).toMatchObject([{ name: 'idempotency-key', in: 'header', required: true }]);
    expect(JSON.stringify(submit?.requestBody)).not.toContain('idempotencyKey');
  });
});
