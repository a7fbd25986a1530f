/** Id of a task's document: the request's, and the engine's own of the task. */
export const taskDocId = (request: string, task: string): string => `${request}.${task}`;

/** The request id and the engine's task id in a task's document id. */
export function splitTaskId(id: string): { readonly request: string; readonly task: string } {
  const dot = id.lastIndexOf('.');
  return { request: id.slice(0, dot), task: id.slice(dot + 1) };
}
