/** What the service answers, once what stands beside the data of a request is there to show it. */
export async function withSides<T>(answer: Promise<T>): Promise<T> {
  const [value] = await Promise.all([answer, import('../request-card/sides.js')]);
  return value;
}
