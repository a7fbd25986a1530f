import { transformSync } from 'esbuild';

const literal = /\bcss`([^`$\\]*)`/g;

/** Source with its `css` templates minified; those with values in them stay as they are. */
export const minifyStyles = (code) =>
  code.replace(literal, (_, text) => `css\`${transformSync(text, { loader: 'css', minify: true, charset: 'utf8', legalComments: 'none' }).code.trim().replace(/[\\`$]/g, String.raw`\$&`)}\``);
