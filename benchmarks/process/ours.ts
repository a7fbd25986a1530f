/** What the suite measures of ours, through public doors. */
export { readBpmn } from '@requestry/route';
export { advance, compileRoute, start } from '@requestry/runtime/process';
export { monday } from '@requestry/runtime/process/testing';
export { compileExpression } from '@requestry/model/expression';
