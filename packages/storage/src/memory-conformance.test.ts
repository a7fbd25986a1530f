import { memoryStorage } from '@requestry/storage';
import { describeStorage } from '@requestry/storage/testing';
import { describe, it } from 'vitest';

describeStorage({ name: 'memory', pause: true, open: (hooks) => memoryStorage(hooks) }, { describe, it });
