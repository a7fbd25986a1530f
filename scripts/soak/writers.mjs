import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What all writers of a place have said. */
export class Heard {
  all = new Map();
  wrong = [];

  take(line) {
    if (line.begin) this.all.set(line.begin.args.idempotencyKey, { ...this.all.get(line.begin.args.idempotencyKey), wish: line.begin });
    else if (line.done !== undefined) this.all.get(line.done).answer = line.answer;
    else if (line.refused !== undefined) this.all.get(line.refused).refused = line.code;
    else if (line.wrong !== undefined) this.wrong.push(line.wrong);
  }

  list() {
    return [...this.all.values()];
  }
}

/**
 * A writer that is killed at random moments and begins again with what it has had no answer to, until `going()` is over. `count` is told of
 * each `kill` and each `pause`; `before` is what a host does before it starts again.
 */
export async function keepWriting({ file, name, place, people, heard, going, count, before = () => undefined }) {
  for (let life = 1; going(); life += 1) {
    before();
    let answers = 0;
    const repeat = heard.list().filter(({ wish, by, answer, refused }) => by === name && wish && answer === undefined && refused === undefined).map(({ wish }) => wish);
    const child = spawn(process.execPath, ['--no-warnings', file, JSON.stringify({ name: `${name}.${life}`, place, people, repeat })], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ready = new Promise((resolve) => {
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line = whole(text);
        if (!line) return;
        heard.take(line);
        if (line.begin) heard.all.get(line.begin.args.idempotencyKey).by = name;
        if (line.ready) resolve();
        if (line.done !== undefined || line.refused !== undefined) answers += 1;
      });
    });
    const closed = new Promise((resolve) => child.once('close', resolve));
    await Promise.race([ready, closed]);
    await someMoment(() => answers, closed);
    if (Math.random() < 0.1) {
      child.kill('SIGSTOP');
      count('pause');
      await pause(300 + Math.random() * 1500);
      child.kill('SIGCONT');
      await pause(Math.random() * 100);
    }
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      count('kill');
    }
    await closed;
  }
}

/** Right after the start or after some answers, and then anywhere in what comes next. */
async function someMoment(answers, closed) {
  const wanted = Math.random() < 0.25 ? 0 : 1 + Math.floor(Math.random() * 12);
  const latest = performance.now() + 5000;
  let over = false;
  void closed.then(() => (over = true));
  while (!over && answers() < wanted && performance.now() < latest) await pause(5);
  await pause(Math.random() * (wanted === 0 ? 500 : 60));
}

/** The last line may have been cut off. */
function whole(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
