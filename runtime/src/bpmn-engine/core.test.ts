import { describe, it } from 'vitest';
import { bpmnEngineCore, bpmnEngineGaps } from '@requestry/runtime/bpmn-engine';
import { describeCore } from '../process/testing/index.js';

describeCore(bpmnEngineCore(), { skip: bpmnEngineGaps, runner: { describe, it } });
