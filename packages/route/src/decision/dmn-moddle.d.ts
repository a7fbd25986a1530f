declare module 'dmn-moddle' {
  export class DmnModdle {
    create(type: string, attributes?: Record<string, unknown>): unknown;
    fromXML(xml: string, type?: string): Promise<{ rootElement: unknown; warnings: readonly { readonly message: string }[] }>;
    toXML(element: unknown, options?: { format?: boolean; preamble?: boolean }): Promise<{ xml: string }>;
  }
}
