/** What two things demand of each other's sides; `never` when they cannot be together. */
export type Rule = 'differ' | 'same' | 'never' | { readonly of: 'one' | 'other'; readonly before: boolean };

/** Which of two sides things are on, known from which of them are on the same and which are not. */
export class Parity {
  readonly #parent: number[];
  readonly #flipped: boolean[];
  readonly #fixed: (boolean | undefined)[];

  constructor(known?: { readonly parent: readonly number[]; readonly flipped: readonly boolean[]; readonly fixed: readonly (boolean | undefined)[] }) {
    this.#parent = [...(known?.parent ?? [])];
    this.#flipped = [...(known?.flipped ?? [])];
    this.#fixed = [...(known?.fixed ?? [])];
  }

  copy(): Parity {
    return new Parity({ parent: this.#parent, flipped: this.#flipped, fixed: this.#fixed });
  }

  /** One more thing, which may be on any side. */
  add(): number {
    this.#flipped.push(false);
    this.#fixed.push(undefined);
    return this.#parent.push(this.#parent.length) - 1;
  }

  /** What stands for all things that the thing depends on, and whether it is on the other side than that. */
  find(index: number): { readonly root: number; readonly flipped: boolean } {
    let root = index;
    let flipped = false;
    while (this.#parent[root] !== root) {
      flipped = flipped !== this.#flipped[root];
      root = this.#parent[root] as number;
    }
    return { root, flipped };
  }

  /** Whether what stands for others has to be before the line; nothing when it is free. */
  fixed(root: number): boolean | undefined {
    return this.#fixed[root];
  }

  /** False when the rule contradicts what is known. */
  keep(rule: Rule, one: number, other: number): boolean {
    if (rule === 'never') return false;
    if (typeof rule === 'object') return this.#fix(rule.of === 'one' ? one : other, rule.before);
    const left = this.find(one);
    const right = this.find(other);
    const flipped = (left.flipped !== right.flipped) !== (rule === 'differ');
    if (left.root === right.root) return !flipped;
    const known = this.#fixed[left.root];
    this.#parent[left.root] = right.root;
    this.#flipped[left.root] = flipped;
    return known === undefined || this.#fix(right.root, known !== flipped);
  }

  #fix(index: number, before: boolean): boolean {
    const { root, flipped } = this.find(index);
    const wanted = before !== flipped;
    if (this.#fixed[root] !== undefined) return this.#fixed[root] === wanted;
    this.#fixed[root] = wanted;
    return true;
  }
}
