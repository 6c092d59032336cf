import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportAccount } from '../../src/importing/account.js';

function filled(): ImportAccount {
  const account = new ImportAccount();
  account.took('created');
  account.took('created');
  account.took('unchanged');
  account.skip('page');
  account.skip('attachment');
  account.skip('attachment');
  account.fail({ place: 'line 12', title: 'Tides', reason: 'it has no date' });
  return account;
}

describe('ImportAccount', () => {
  it('begins its line of JSON with the six counts', () => {
    expect(filled().toJsonLine()).toBe(
      '{"read":7,"created":2,"updated":0,"unchanged":1,"skipped":3,"failed":1,"skippedBy":{"page":1,"attachment":2},"failures":[{"place":"line 12","title":"Tides","reason":"it has no date"}]}',
    );
  });

  it('prints the same report as text', () => {
    expect(filled().toText()).toBe(
      [
        'Read 7: 2 created, 0 updated, 1 unchanged, 3 skipped, 1 failed.',
        'Skipped: 2 attachment, 1 page.',
        'Failed: line 12 “Tides”: it has no date',
      ].join('\n'),
    );
  });

  it('prints no control characters, and each failure on one line', () => {
    const account = new ImportAccount();
    account.fail({ place: 'a\u001b[31m.md', title: '\u001b]0;x\u0007T\nFailed: b', reason: 'r' });
    account.skip('\u009b2Jpage');
    expect(account.toText().split('\n').slice(1)).toEqual([
      'Skipped: 1 2Jpage.',
      'Failed: a[31m.md “]0;xT Failed: b”: r',
    ]);
  });

  it('keeps a hundred failures, and counts the others', () => {
    const account = new ImportAccount();
    for (let line = 1; line <= 101; line += 1) account.fail({ place: `line ${line}`, reason: 'x' });
    expect(account.toText().split('\n')).toHaveLength(102);
    expect(account.toText()).toContain('… and 1 more failed.');
  });

  it('always adds up', () => {
    const events = ['created', 'updated', 'unchanged', 'skip', 'fail'] as const;
    assert(
      property(array(constantFrom(...events)), (happened) => {
        const account = new ImportAccount();
        for (const event of happened) {
          if (event === 'skip') account.skip('page');
          else if (event === 'fail') account.fail({ place: 'x', reason: 'y' });
          else account.took(event);
        }
        const declared = JSON.parse(account.toJsonLine());
        const parts =
          declared.created +
          declared.updated +
          declared.unchanged +
          declared.skipped +
          declared.failed;
        expect([declared.read, account.hasFailed]).toEqual([parts, declared.failed > 0]);
        expect(declared.read).toBe(happened.length);
      }),
    );
  });
});
