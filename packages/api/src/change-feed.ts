import type { Change, RequestService } from '@requestry/model';

/** A feed ends after this long, so that whoever reads it is asked again who they are. Milliseconds. */
const longestFeed = 15 * 60_000;

/** Changes as server-sent events, one `Change` each. What a reader is slow to take is left out: a change is a hint to read again. */
export function changeFeed(service: Pick<RequestService, 'watch'>, heartbeat = 25_000): Response {
  let end = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string): void => {
        if ((controller.desiredSize ?? 0) > -200) controller.enqueue(encoder.encode(text));
      };
      const stop = service.watch((change: Change) => send(`data: ${JSON.stringify(change)}\n\n`));
      const beat = setInterval(() => send(': here\n\n'), heartbeat);
      const last = setTimeout(() => {
        end();
        controller.close();
      }, longestFeed);
      end = () => {
        stop();
        clearInterval(beat);
        clearTimeout(last);
      };
      send('retry: 2000\n\n');
    },
    cancel: () => end(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}
