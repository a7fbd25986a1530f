/** What the service answers, once `rq-route-picture` is there to show it. */
export async function withPicture<T>(answer: Promise<T>): Promise<T> {
  const [value] = await Promise.all([answer, import('../route-picture/index.js')]);
  return value;
}
