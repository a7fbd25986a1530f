import { beforeEach, describe, expect, it } from 'vitest';
import { describeService, office } from '@requestry/runtime/testing';

describeService({ name: 'the runtime', open: office, runner: { describe, it, expect, beforeEach } });
