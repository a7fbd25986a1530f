import { compileExpression, compilePattern, feelIssueText } from '@requestry/model/expression';
import { useExpressions } from './expression-engine.js';

useExpressions({ compileExpression, compilePattern, feelIssueText });
