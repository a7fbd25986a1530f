// `npm start`: installs what is needed, builds the demo intranet and serves it. PORT chooses the port, `--no-build` serves what was built.
import { createServer } from 'node:http';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { bin, ensureInstall, run } from './ensure-install.mjs';

const root = new URL('..', import.meta.url).pathname;
const site = join(root, 'examples/portal/dist');

ensureInstall();
if (!process.argv.includes('--no-build') || !existsSync(join(site, 'index.html'))) {
  if (run('Building the demo intranet', process.execPath, [bin('rollup/dist/bin/rollup'), '-c', '--configPortal', '--silent']) !== 0) process.exit(1);
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json', '.woff2': 'font/woff2', '.map': 'application/json' };

/** Paths that browsers ask for by themselves. */
const places = { [sep]: 'index.html', [`${sep}favicon.ico`]: 'favicon.svg' };

/** Nothing but our own files runs or is shown; no request leaves the page. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
  const file = join(site, places[path] ?? path);
  if (!file.startsWith(site + sep) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    return;
  }
  response.writeHead(200, {
    'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  createReadStream(file).pipe(response);
});

const wanted = Number(process.env.PORT ?? 4173);
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || process.env.PORT) throw error;
  server.listen(0, '127.0.0.1');
});
server.on('listening', () => console.log(`\nThe demo intranet is at http://localhost:${server.address().port}/ (Ctrl+C stops it)`));
server.listen(wanted, '127.0.0.1');
