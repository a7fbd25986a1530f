import { createContext } from '@lit/context';
import type { DesignService, Locale, RequestService } from '@requestry/model';

/** What people do with requests. Elements without a provider above them show what is missing instead of failing. */
export const requestServiceContext = createContext<RequestService | undefined>(Symbol.for('requestry.request-service'));

/** What administrators do. */
export const designServiceContext = createContext<DesignService | undefined>(Symbol.for('requestry.design-service'));

/** Language of everything below the provider. */
export const localeContext = createContext<Locale | undefined>(Symbol.for('requestry.locale'));

export { consume, ContextConsumer, ContextProvider, provide } from '@lit/context';
