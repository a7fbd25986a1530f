import { describe, expect, it } from 'vitest';
import { nativeCore } from '@requestry/runtime/process';
import { coreCases, describeCore } from './testing/index.js';

describeCore(nativeCore, { runner: { describe, it } });

it('knows each case by a name of its own', () => {
  const names = Object.values(coreCases).flatMap((cases) => cases.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});
