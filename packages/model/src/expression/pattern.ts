import { parsePattern } from './pattern-parser.js';
import type { CharTest, PatternNode } from './pattern-parser.js';

const MAX_PROGRAM = 1000;

type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly at: 'start' | 'end' | 'word' | 'not-word' }
  | { readonly op: 'match' };

/** Where a pattern was found: the whole match first, then its groups. */
export interface PatternMatch {
  readonly from: number;
  readonly to: number;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled pattern. Its work grows with the length of the text times `size`, never faster. */
export interface Pattern {
  /** Number of instructions: work per character. */
  readonly size: number;
  /** The pattern occurs somewhere in the text. */
  test(text: string): boolean;
  /** The first occurrence at or after `from`. `spend` is told of work as it is done and may throw to stop it. */
  find(text: string, from?: number, spend?: (work: number) => void): PatternMatch | undefined;
}

/**
 * Compiles a regular expression (ECMAScript syntax without look-around and back-references) for matching in linear time.
 * `undefined` when the pattern is wrong, uses what cannot be matched in linear time, or is too large.
 */
export function compilePattern(source: string, options: { readonly ignoreCase?: boolean } = {}): Pattern | undefined {
  if (source.length > 1000) return undefined;
  const parsed = parsePattern(source, options.ignoreCase ?? false);
  if (!parsed) return undefined;
  const program: Instruction[] = [];
  if (!emitGroup(parsed.node, 0, program)) return undefined;
  program.push({ op: 'match' });
  const slots = (parsed.groups + 1) * 2;
  return {
    size: program.length,
    test: (text) => run(program, text, 0, 0) !== undefined,
    find: (text, from = 0, spend) => toMatch(text, run(program, text, from, slots, spend)),
  };
}

function toMatch(text: string, saved: readonly number[] | undefined): PatternMatch | undefined {
  if (!saved) return undefined;
  const groups: (string | undefined)[] = [];
  for (let slot = 0; slot < saved.length; slot += 2) {
    const [from, to] = [saved[slot] ?? -1, saved[slot + 1] ?? -1];
    groups.push(from < 0 || to < 0 ? undefined : text.slice(from, to));
  }
  return { from: saved[0] ?? 0, to: saved[1] ?? 0, groups };
}

function emitGroup(node: PatternNode, group: number, program: Instruction[]): boolean {
  program.push({ op: 'save', slot: group * 2 });
  const fits = emit(node, program);
  program.push({ op: 'save', slot: group * 2 + 1 });
  return fits;
}

/** Adds the instructions of a node; false when the program becomes too large. */
function emit(node: PatternNode, program: Instruction[]): boolean {
  if (program.length > MAX_PROGRAM) return false;
  switch (node.type) {
    case 'char':
      program.push({ op: 'char', test: node.test });
      return true;
    case 'assert':
      program.push({ op: 'assert', at: node.at });
      return true;
    case 'group':
      return node.index === undefined ? emit(node.of, program) : emitGroup(node.of, node.index, program);
    case 'sequence':
      return node.of.every((part) => emit(part, program));
    case 'choice':
      return emitChoice(node.of, program);
    case 'repeat':
      return emitRepeat(node, program);
  }
}

function emitChoice(options: readonly PatternNode[], program: Instruction[]): boolean {
  const ends: { op: 'jump'; to: number }[] = [];
  for (const [index, option] of options.entries()) {
    const last = index === options.length - 1;
    const split = { op: 'split' as const, first: program.length + 1, second: 0 };
    if (!last) program.push(split);
    if (!emit(option, program)) return false;
    if (last) break;
    const end = { op: 'jump' as const, to: 0 };
    ends.push(end);
    program.push(end);
    split.second = program.length;
  }
  for (const end of ends) end.to = program.length;
  return true;
}

function emitRepeat(node: Extract<PatternNode, { type: 'repeat' }>, program: Instruction[]): boolean {
  for (let count = 0; count < node.min; count += 1) if (!emit(node.of, program)) return false;
  if (node.max === undefined) return emitStar(node.of, node.greedy, program);
  const exits: Extract<Instruction, { op: 'split' }>[] = [];
  for (let count = node.min; count < node.max; count += 1) {
    const split = { op: 'split' as const, first: program.length + 1, second: 0 };
    program.push(split);
    exits.push(split);
    if (!emit(node.of, program)) return false;
  }
  for (const split of exits) leaveAt(split, program.length, node.greedy);
  return true;
}

function emitStar(of: PatternNode, greedy: boolean, program: Instruction[]): boolean {
  const start = program.length;
  const split = { op: 'split' as const, first: start + 1, second: 0 };
  program.push(split);
  if (!emit(of, program)) return false;
  program.push({ op: 'jump', to: start });
  leaveAt(split, program.length, greedy);
  return true;
}

/** Prefers the body when greedy, the exit when not. */
function leaveAt(split: Extract<Instruction, { op: 'split' }>, exit: number, greedy: boolean): void {
  const body = split.first;
  split.first = greedy ? body : exit;
  split.second = greedy ? exit : body;
}

interface Thread {
  readonly at: number;
  readonly saved: readonly number[];
}

/** Walks all alternatives at once, best first; each instruction is visited once per character. */
function run(program: readonly Instruction[], text: string, from: number, slots: number, spend?: (work: number) => void): readonly number[] | undefined {
  const none: readonly number[] = new Array<number>(slots).fill(-1);
  const marks = new Int32Array(program.length).fill(-1);
  let threads: Thread[] = [];
  let found: readonly number[] | undefined;
  for (let at = from; ; ) {
    const code = text.codePointAt(at);
    spend?.((slots > 0 ? 4 : 1.5) * (threads.length + 1));
    if (!found) follow(program, marks, threads, { at: 0, saved: none }, text, at);
    const next: Thread[] = [];
    const after = code === undefined ? at : at + (code > 0xffff ? 2 : 1);
    marks.fill(-1);
    for (const thread of threads) {
      const instruction = program[thread.at];
      if (instruction?.op === 'match') {
        found = thread.saved;
        break;
      }
      if (code !== undefined && instruction?.op === 'char' && instruction.test(code)) follow(program, marks, next, { at: thread.at + 1, saved: thread.saved }, text, after);
    }
    if (found && (slots === 0 || next.length === 0)) return found;
    if (code === undefined) return found;
    threads = next;
    at = after;
  }
}

/** Adds a thread and everything reachable from it without reading a character. */
function follow(program: readonly Instruction[], marks: Int32Array, threads: Thread[], start: Thread, text: string, position: number): void {
  const stack: Thread[] = [start];
  for (let thread = stack.pop(); thread; thread = stack.pop()) {
    const { at, saved } = thread;
    if (marks[at] === position) continue;
    marks[at] = position;
    const instruction = program[at];
    if (!instruction) continue;
    if (instruction.op === 'jump') stack.push({ at: instruction.to, saved });
    else if (instruction.op === 'split') stack.push({ at: instruction.second, saved }, { at: instruction.first, saved });
    else if (instruction.op === 'save') stack.push({ at: at + 1, saved: withSlot(saved, instruction.slot, position) });
    else if (instruction.op !== 'assert') threads.push(thread);
    else if (asserts(instruction.at, text, position)) stack.push({ at: at + 1, saved });
  }
}

const withSlot = (saved: readonly number[], slot: number, position: number): readonly number[] => (slot < saved.length ? saved.with(slot, position) : saved);

function asserts(at: 'start' | 'end' | 'word' | 'not-word', text: string, position: number): boolean {
  if (at === 'start') return position === 0;
  if (at === 'end') return position === text.length;
  const boundary = isWord(text[position - 1]) !== isWord(text[position]);
  return at === 'word' ? boundary : !boundary;
}

const isWord = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);
