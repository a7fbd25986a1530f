import { describe, it } from 'vitest';
import { bpmnEngineCore } from '@requestry/runtime/bpmn-engine';
import { describeCore } from '../process/testing/index.js';

describeCore(bpmnEngineCore(), { runner: { describe, it } });
