import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtinSignatures, compileExpression } from '@requestry/model/expression';

const page = readFileSync(new URL('../../../../docs/feel.md', import.meta.url), 'utf8');
const lines = [...page.matchAll(/^- `([^`]+\([^`]*\))` — (.+)\. `([^`]+)` → `([^`]+)`$/gm)].map(([, signature = '', , example = '', value = '']) => ({ signature, example, value }));

describe('the page on FEEL', () => {
  it('has one line for each function, written as it is called', () => {
    const signatures = builtinSignatures().map(({ name, parameters }) => `${name}(${parameters.join(', ')})`);
    expect(lines.map(({ signature }) => signature).sort()).toEqual(signatures.sort());
  });

  it.each(lines)('tells the truth about $signature', ({ example, value }) => {
    const result = compileExpression(example).evaluate({});
    expect(result.issues.filter(({ severity }) => severity !== 'warning')).toEqual([]);
    expect(result.value).toEqual(JSON.parse(value));
  });
});
