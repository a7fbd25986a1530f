import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

const command = join(import.meta.dirname, '../packages/server/bin/requestry.mjs');

export interface Host {
  readonly url: string;
  stop(): Promise<void>;
}

/** The ready host over a database file, as an administrator starts it. */
export async function serve(file: string): Promise<Host> {
  const child: ChildProcess = spawn(process.execPath, [command, 'serve', '--demo', '--port', '0', '--lang', 'en', '--store', `sqlite:${file}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      const found = /http:\/\/\S+/.exec(text.toString())?.[0];
      if (found) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`the host ended with ${String(code)}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(undefined)));
    },
  };
}

/** Somebody sits down at the page of a host. Gives what the page complains about. */
export async function sitDown(page: Page, url: string, person: string): Promise<readonly string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  await page.getByRole('combobox', { name: /^(Вы|You are)$/ }).selectOption({ label: person });
  await expect(page.getByRole('button', { name: 'Новая заявка' })).toBeVisible();
  return complaints;
}
