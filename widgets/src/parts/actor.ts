import type { ActorView, RequestService } from '@requestry/model';

const known = new WeakMap<RequestService, Promise<ActorView>>();

/** Who the service acts for; asked once per service, again after a failure. */
export function actorOf(service: RequestService): Promise<ActorView> {
  const found = known.get(service);
  if (found) return found;
  const asked = service.getActor();
  known.set(service, asked);
  asked.catch(() => known.delete(service));
  return asked;
}
