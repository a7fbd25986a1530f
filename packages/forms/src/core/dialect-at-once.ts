import { checkDialect } from './dialect.js';
import { useDialectCheck } from './validator.js';

useDialectCheck(checkDialect);
