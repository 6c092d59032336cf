/** A text, in the schema by which MongoDB checks what is stored. */
export const string = { bsonType: 'string' };

/** A list of texts. */
export const strings = { bsonType: 'array', items: string };

/** A number, however the driver or another client has stored it. */
export const number = { bsonType: ['int', 'long', 'double'] };

/** A count, a size or the like: never negative. */
export const wholeNumber = { ...number, minimum: 0 };

/** A moment. */
export const date = { bsonType: 'date' };

/** Yes or no. */
export const boolean = { bsonType: 'bool' };
