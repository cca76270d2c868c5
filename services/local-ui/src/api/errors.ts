/** Nobody is signed in, or no longer: trying again changes nothing. */
export class SignedOut extends Error {
  constructor() {
    super('nobody is signed in');
    this.name = 'SignedOut';
  }
}

/** Nothing that could answer did, for now: the same is worth asking again. The message says what was tried. */
export class Unavailable extends Error {
  constructor(tried: string) {
    super(tried);
    this.name = 'Unavailable';
  }
}

/** The engine heard, and says no. The message is its own, written for whoever asked. */
export class Refused extends Error {
  constructor(message: string, readonly status: number, readonly outcome: string | null) {
    super(message);
    this.name = 'Refused';
  }
}
