export class UnreadableAnswer extends Error {
  constructor(what: string) {
    super(`the engine's answer could not be read: ${what}`);
    this.name = 'UnreadableAnswer';
  }
}

/** Reads the named fields of a JSON object. What nobody asks for by name never gets past it. */
export class Reader {
  readonly #fields: Record<string, unknown>;

  constructor(json: unknown, what: string) {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new UnreadableAnswer(`${what} is no object`);
    this.#fields = json as Record<string, unknown>;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string') throw new UnreadableAnswer(`'${name}' is no text`);
    return value;
  }

  optionalText(name: string): string | null {
    return this.#fields[name] == null ? null : this.text(name);
  }

  number(name: string): number {
    const value = this.#fields[name];
    if (typeof value !== 'number') throw new UnreadableAnswer(`'${name}' is no number`);
    return value;
  }

  optionalNumber(name: string): number | null {
    return this.#fields[name] == null ? null : this.number(name);
  }

  flag(name: string): boolean {
    return this.#fields[name] === true;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name);
    const match = allowed.find((candidate) => candidate === value);
    if (match === undefined) throw new UnreadableAnswer(`'${name}' is none of ${allowed.join(', ')}`);
    return match;
  }

  list<T>(name: string, read: (item: unknown) => T): T[] {
    const value = this.#fields[name] ?? [];
    if (!Array.isArray(value)) throw new UnreadableAnswer(`'${name}' is no list`);
    return value.map(read);
  }

  texts(name: string): string[] {
    return this.list(name, (item) => {
      if (typeof item !== 'string') throw new UnreadableAnswer(`'${name}' holds something that is no text`);
      return item;
    });
  }

  object(name: string): Reader {
    return new Reader(this.#fields[name], `'${name}'`);
  }
}
