import '../form/index.js';
import { markdownStyles } from './markdown.styles.js';

export { renderMarkdown } from './markdown.js';
export const styles = [markdownStyles];
