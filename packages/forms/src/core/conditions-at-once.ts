import { useConditions } from './conditions.js';
import { satisfies } from './interpreter.js';

useConditions(satisfies);
