#!/usr/bin/env node
import { main } from '@requestry/server/cli';

const code = await main(process.argv.slice(2), {
  out: (line) => console.log(line),
  error: (line) => console.error(line),
  env: process.env,
  onServed: (served) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void served.close().then(() => process.exit(0)));
  },
});
if (code !== 0) process.exitCode = code;
