/** Whatever holds the keys that data keys are wrapped with, outside the database: a secret, a key file, a hardware module, a key service. */
export interface KeyEncryption {
  /** Names the key it wraps with now; every wrapped text begins with the name of its own, and a dot. */
  readonly id: string
  /** Wraps a data key's bytes, bound to its id. */
  wrap(material: Buffer, dataKeyId: string): Promise<string>
  /** @throws when it holds no key of that name, or the text is not as it was wrapped */
  unwrap(wrapped: string, dataKeyId: string): Promise<Buffer>
  /** What the very first data key of a database is made of. */
  first(): { readonly id: string; readonly material: Buffer }
}

/** The name of the key that a data key is wrapped with. */
export function wrappedBy(wrapped: string): string {
  return wrapped.slice(0, wrapped.indexOf('.'))
}
