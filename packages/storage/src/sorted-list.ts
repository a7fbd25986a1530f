/** Values in the order of their row, in blocks so that an insertion moves few of them. */
export class SortedList<Value> {
  readonly #blocks: { rows: string[]; values: Value[] }[] = [{ rows: [], values: [] }];

  /** Adds a value, or replaces the one at the same row. */
  set(row: string, value: Value): void {
    const at = this.#blockOf(row);
    const block = this.#blocks[at]!;
    const place = lowerBound(block.rows, row);
    if (block.rows[place] === row) {
      block.values[place] = value;
      return;
    }
    block.rows.splice(place, 0, row);
    block.values.splice(place, 0, value);
    if (block.rows.length > blockSize) this.#blocks.splice(at + 1, 0, { rows: block.rows.splice(blockSize / 2), values: block.values.splice(blockSize / 2) });
  }

  /** Removes the value at a row, if any. */
  delete(row: string): void {
    const at = this.#blockOf(row);
    const block = this.#blocks[at]!;
    const place = lowerBound(block.rows, row);
    if (block.rows[place] !== row) return;
    block.rows.splice(place, 1);
    block.values.splice(place, 1);
    if (block.rows.length === 0 && this.#blocks.length > 1) this.#blocks.splice(at, 1);
  }

  /** The values of `[lower, upper)` in order; not to be changed meanwhile. */
  *ascending(lower: string, upper: string): Generator<[row: string, value: Value]> {
    let at = this.#blockOf(lower);
    let place = lowerBound(this.#blocks[at]!.rows, lower);
    for (; at < this.#blocks.length; at++, place = 0) {
      const { rows, values } = this.#blocks[at]!;
      for (; place < rows.length; place++) {
        if (rows[place]! >= upper) return;
        yield [rows[place]!, values[place]!];
      }
    }
  }

  /** The values of `[lower, upper)`, last first; not to be changed meanwhile. */
  *descending(lower: string, upper: string): Generator<[row: string, value: Value]> {
    let at = this.#blockOf(upper);
    let place = lowerBound(this.#blocks[at]!.rows, upper) - 1;
    for (;;) {
      const { rows, values } = this.#blocks[at]!;
      for (; place >= 0; place--) {
        if (rows[place]! < lower) return;
        yield [rows[place]!, values[place]!];
      }
      if (at === 0) return;
      at--;
      place = this.#blocks[at]!.rows.length - 1;
    }
  }

  /** The last block whose first row is not past the given one. */
  #blockOf(row: string): number {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#blocks[middle]!.rows[0]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const blockSize = 512;

/** The first place whose row is not below the given one. */
function lowerBound(rows: readonly string[], row: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
