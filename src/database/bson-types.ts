/** A string, for the JSON Schema by which MongoDB validates documents. */
export const string = { bsonType: 'string' };

/** A list of strings. */
export const strings = { bsonType: 'array', items: string };

/** A number of any BSON type, as the driver and other clients store numbers in different ways. */
export const number = { bsonType: ['int', 'long', 'double'] };

/** A number that is not negative, such as a count or a size. */
export const wholeNumber = { ...number, minimum: 0 };

/** A date with time. */
export const date = { bsonType: 'date' };

/** A boolean. */
export const boolean = { bsonType: 'bool' };
