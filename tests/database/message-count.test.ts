import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageCount } from '../../src/database/message-count.js';

/** A message of so many bytes behind its length. */
function message(bytes: number): Buffer {
  const whole = Buffer.alloc(bytes + 4, 7);
  whole.writeInt32LE(bytes + 4);
  return whole;
}

describe('MessageCount', () => {
  it('counts messages, however they are cut', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(2_500)), (bytes, cuts) => {
        const stream = Buffer.concat(bytes.map(message));
        const count = new MessageCount();
        const places = [0, ...cuts.filter((cut) => cut < stream.length), stream.length];
        places.sort((a, b) => a - b);
        for (const [index, end] of places.entries()) {
          count.take(stream.subarray(places[index - 1] ?? 0, end));
        }
        expect([count.whole, count.isInMiddle]).toEqual([bytes.length, false]);
      }),
    );
  });

  it.each([1, 3, 4, 13])('knows that a message is not whole after %i bytes', (bytes) => {
    const count = new MessageCount();
    count.take(message(10).subarray(0, bytes));
    expect([count.whole, count.isInMiddle]).toEqual([0, true]);
  });
});
