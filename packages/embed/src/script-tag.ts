/** The build for `<script type="module">`: everything in one file, the designer and templates loaded when needed. */
export * from './index.js';
export { createClient } from '@requestry/api/client';
export { memoryStorage } from '@requestry/storage';
export { indexedDbStorage } from '@requestry/storage/indexeddb';
export const loadDesigner = (): Promise<unknown> => import('@requestry/designer');
