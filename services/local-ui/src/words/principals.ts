const principals = /\b(?:user|service|engine):[\w-]+/g;

/** A text of the engine with names in it where it has ids. */
export const withNames = (text: string, nameOf: (principal: string) => string): string => text.replace(principals, (principal) => nameOf(principal));
