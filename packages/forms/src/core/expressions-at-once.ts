import { compileExpression, compilePattern, feelIssueText } from '@requestry/model/expression';
import { computeAll } from './computed.js';
import { useExpressions } from './expression-engine.js';

useExpressions({ compileExpression, compilePattern, feelIssueText, computeAll });
