import { randomFrom, type Random } from '@requestry/route/testing';

/** A sound route with every sort of element, in the words of `terseBpmn`. The same seed gives the same route. */
export function randomTerse(seed: number, blocks = 8): string {
  const maker = new Maker(randomFrom(seed), blocks);
  maker.level('', 'end');
  if (maker.random.chance(0.4)) maker.beside('');
  return maker.lines.join('\n');
}

const loops = ['', '', '', ' each==people as=who', ' each==people as=who serial', ' times=2', " repeat='=false' most=2", " each==people as=who until='=nrOfCompletedInstances >= 2'"];
const modes = ['', '', ' group:pair mode=all', ' group:board mode=quorum:2', ' group:pair mode=inTurn', ' group:board mode=first'];

class Maker {
  readonly lines: string[] = [];
  readonly random: Random;
  #left: number;
  #number = 0;

  constructor(random: Random, blocks: number) {
    this.random = random;
    this.#left = blocks;
  }

  id(prefix: string): string {
    this.#number += 1;
    return `${prefix}${this.#number}`;
  }

  /** A start, blocks one after another, an end. */
  level(inside: string, end: string): void {
    const start = inside === '' ? 'start' : this.id('start');
    this.chain(inside, [start], `${end}${this.#number}`);
  }

  chain(inside: string, before: readonly string[], end: string): void {
    let from = before;
    const count = 1 + this.random.below(3);
    for (let index = 0; index < count && this.#left > 0; index += 1) {
      this.#left -= 1;
      from = this.block(inside, from);
    }
    for (const at of from) this.say(inside, `${at} -> ${end}`);
  }

  say(inside: string, line: string): void {
    this.lines.push(inside === '' ? line : `in ${inside}: ${line}`);
  }

  /** Answers where the way goes on. */
  block(inside: string, from: readonly string[]): readonly string[] {
    const make = this.random.pick([this.step, this.step, this.parallel, this.subprocess, this.wait, this.choice, this.first, this.action, this.throwing, this.again] as const);
    return make.call(this, inside, from);
  }

  join(inside: string, from: readonly string[], to: string): void {
    if (from.length === 1) return this.say(inside, `${from[0]} -> ${to}`);
    const merge = this.id('x');
    for (const at of from) this.say(inside, `${at} -> ${merge}`);
    this.say(inside, `${merge} -> ${to}`);
  }

  step(inside: string, from: readonly string[]): readonly string[] {
    const id = this.id('s_');
    this.say(inside, `${id} approval${this.random.pick(modes) || ' boris'}${this.random.pick(loops)}`);
    this.join(inside, from, id);
    return this.border(inside, id);
  }

  border(inside: string, host: string): readonly string[] {
    if (!this.random.chance(0.35)) return [host];
    const id = this.id('b_');
    const event = this.random.pick(['duration=P1D', 'message=stop', 'signal=go', "condition='=amount > 1000'", 'cycle=R2/P1D'] as const);
    const keep = this.random.chance(0.4);
    this.say(inside, `${id} timer on=${host} ${event}${keep ? ' keep' : ''}`);
    if (!keep) return [host, id];
    this.say(inside, `${id} -> ${this.id('end')}`);
    return [host];
  }

  parallel(inside: string, from: readonly string[]): readonly string[] {
    const kind = this.random.chance(0.5) ? 'and' : 'or';
    const [split, join] = [this.id(kind), this.id(kind)];
    this.join(inside, from, split);
    for (let branch = 0; branch < 2; branch += 1) {
      const entry = this.id('x');
      this.say(inside, kind === 'or' ? `${split} -> ${entry} if =amount > ${branch * 400}` : `${split} -> ${entry}`);
      this.join(inside, this.#left > 0 ? this.block(inside, [entry]) : [entry], join);
    }
    return [join];
  }

  subprocess(inside: string, from: readonly string[]): readonly string[] {
    const id = this.id('sub_');
    this.say(inside, `${id} subprocess${this.random.pick(loops)}`);
    this.join(inside, from, id);
    this.level(id, 'end_in');
    if (this.random.chance(0.3)) this.beside(id);
    return this.border(inside, id);
  }

  /** A subprocess that an event starts. */
  beside(inside: string): void {
    const [id, begin] = [this.id('beside_'), this.id('begin_')];
    const event = this.random.pick(['message=extra', 'signal=alarm', 'duration=P2D', "condition='=urgent'"] as const);
    this.say(inside, `${id} beside`);
    this.say(id, `${begin} begin ${event}${this.random.chance(0.5) ? ' keep' : ''}`);
    this.chain(id, [begin], this.id('end'));
  }

  wait(inside: string, from: readonly string[]): readonly string[] {
    const id = this.id('w_');
    this.say(inside, this.random.pick([`${id} wait message=paid`, `${id} wait duration=P1D`, `${id} wait signal=go`, `${id} wait condition='=amount > 1000'`, `${id} receive message=paid`] as const));
    this.join(inside, from, id);
    return [id];
  }

  choice(inside: string, from: readonly string[]): readonly string[] {
    const [split, one, other] = [this.id('x'), this.id('x'), this.id('x')];
    this.join(inside, from, split);
    this.say(inside, `${split} -> ${one} if =amount > 300`);
    this.say(inside, `${split} -> ${other} else`);
    return [...(this.#left > 0 ? this.block(inside, [one]) : [one]), other];
  }

  /** A way back to before some blocks. */
  again(inside: string, from: readonly string[]): readonly string[] {
    const [merge, step, choice, after] = [this.id('x'), this.id('s_'), this.id('x'), this.id('x')];
    this.join(inside, from, merge);
    this.join(inside, this.#left > 0 ? this.block(inside, [merge]) : [merge], step);
    this.say(inside, `${step} -> ${choice}`);
    this.say(inside, `${choice} -> ${merge} if =steps.${step}.outcome = "reject"`);
    this.say(inside, `${choice} -> ${after} else`);
    return [after];
  }

  first(inside: string, from: readonly string[]): readonly string[] {
    const [gateway, message, timer] = [this.id('g_'), this.id('w_'), this.id('w_')];
    for (const line of [`${gateway} first`, `${message} wait message=paid`, `${timer} wait duration=P2D`]) this.say(inside, line);
    this.join(inside, from, gateway);
    for (const event of [message, timer]) this.say(inside, `${gateway} -> ${event}`);
    return [message, timer];
  }

  action(inside: string, from: readonly string[]): readonly string[] {
    const id = this.id('act_');
    this.say(inside, `${id} action set='amount:=amount + 100'`);
    this.join(inside, from, id);
    return [id];
  }

  throwing(inside: string, from: readonly string[]): readonly string[] {
    const id = this.id('t_');
    this.say(inside, `${id} throw ${this.random.pick(['signal=go', 'message=told', 'escalation=late'] as const)}`);
    this.join(inside, from, id);
    return [id];
  }
}
