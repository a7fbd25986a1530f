import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Route } from '@requestry/route';
import { checkRoute } from './verify.js';
import type { CheckOptions, RouteCheck } from './verify.js';

/** States looked at while somebody edits; more when they pause. */
const quickStates = 3_000;
const fullStates = 50_000;

/** What is checked now. */
export interface CheckInput extends Omit<CheckOptions, 'maxStates'> {
  readonly route: Route;
}

/** Checks the route a little after each change: quickly first, thoroughly when nobody types. */
export class RouteChecker implements ReactiveController {
  /** What the last check found; absent before the first. */
  check?: RouteCheck;
  readonly #host: ReactiveControllerHost;
  readonly #input: () => CheckInput | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, input: () => CheckInput | undefined) {
    this.#host = host;
    this.#input = input;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Checks soon; a check that was to come is put off. */
  schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(quickStates), 150);
  }

  async #run(maxStates: number): Promise<void> {
    const input = this.#input();
    if (!input) return;
    const { route, ...options } = input;
    const check = await checkRoute(route, { ...options, maxStates });
    if (this.#input()?.route !== route) return;
    this.check = check;
    this.#host.requestUpdate();
    if (!check.complete && maxStates < fullStates) this.#timer = setTimeout(() => void this.#run(fullStates), 900);
  }
}
