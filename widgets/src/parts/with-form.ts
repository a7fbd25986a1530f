/** What the service answers, once `rq-form` is there to show it. Both are fetched side by side; whichever fails, fails the whole. */
export async function withForm<T>(answer: Promise<T>): Promise<T> {
  const [value] = await Promise.all([answer, import('@requestry/forms')]);
  return value;
}
