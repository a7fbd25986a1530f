import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Forecast, JsonObject, RequestService } from '@requestry/model';

const pause = 350;

/** What would be submitted. */
export type Submission = { readonly kind: string; readonly data: JsonObject; readonly source?: string };

/** Asks what would happen to a request filled in like this, a moment after the last change. The last answer stays until the next. */
export class Forecaster implements ReactiveController {
  value?: Forecast;
  error?: unknown;
  busy = false;

  readonly #host: ReactiveControllerHost;
  #timer?: ReturnType<typeof setTimeout>;
  #run = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  ask(service: RequestService, query: Submission, delay = pause): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(service, query), delay);
  }

  async #ask(service: RequestService, query: Submission): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const value = await service.forecast(query);
      if (run !== this.#run) return;
      this.value = value;
      this.error = undefined;
    } catch (error) {
      if (run !== this.#run) return;
      this.error = error;
    }
    this.busy = false;
    this.#host.requestUpdate();
  }
}
