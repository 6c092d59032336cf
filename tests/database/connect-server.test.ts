import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { connectToServer, nameIn, refuseOlder } from '../../src/database/connect-server.js';
import { StartError } from '../../src/errors.js';
import { fragileLine } from '../support/fragile-line.js';

describe('connectToServer', () => {
  it('waits for a MongoDB server that starts a few seconds after the gateway', async () => {
    const place = await fragileLine(inject('mongodbUri'));
    await place.close();
    const connecting = connectToServer(place.uri, { patienceMs: 10_000, attemptMs: 100 });
    await sleep(300);
    const line = await fragileLine(inject('mongodbUri'), Number(new URL(place.uri).port));
    const database = await connecting;
    onTestFinished(async () => {
      await database.close();
      await line.close();
    });
    expect(await database.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  it('says what to do if no server answers in time', async () => {
    const place = await fragileLine(inject('mongodbUri'));
    await place.close();

    const connecting = connectToServer(place.uri, { patienceMs: 500, attemptMs: 100 });

    await expect(connecting).rejects.toThrow(StartError);
    await expect(connecting).rejects.toThrow(
      /^No MongoDB answered at the address in MONGODB_URI within 0.5 seconds \(.*\)\. Start it, or/,
    );
  });

  it('uses the database in the connection string, otherwise one named broadsheet', async () => {
    const line = await fragileLine(inject('mongodbUri'));
    const databases = await Promise.all(
      [line.uri, line.uri.replace('/?', '/magazine?')].map((uri) => connectToServer(uri)),
    );
    expect(databases.map(({ db }) => db.databaseName)).toEqual(['broadsheet', 'magazine']);
    await Promise.all(databases.map((database) => database.close()));
    await line.close();
  });

  it('describes the server by version, host and database name, without the password', async () => {
    const line = await fragileLine(inject('mongodbUri'));
    const database = await connectToServer(line.uri);
    expect(database.description).toMatch(
      /^MongoDB \d+\.\d+\.\S+ at 127\.0\.0\.1:\d+, database broadsheet$/,
    );
    await database.close();
    await line.close();
  });

  it('requires writes to survive the loss of one server', async () => {
    const line = await fragileLine(inject('mongodbUri'));
    const database = await connectToServer(`${line.uri}&w=1`);
    expect(database.db.writeConcern).toMatchObject({ w: 'majority', journal: true });
    await database.close();
    await line.close();
  });

  it.each([
    'mongodb://user:secret@',
    'mongodb://user:secret@localhost/?unknownOption=1',
    'mongodb://user:secret@localhost:99999',
    'mongodb://user:secret@localhost/%zz',
  ])('refuses %s with a message that does not repeat the password', async (uri) => {
    const refused = await connectToServer(uri).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartError);
    expect(String(refused)).toMatch(/^StartError: MONGODB_URI cannot be used: /);
    expect(String(refused)).not.toContain('secret');
  });
});

describe('refuseOlder', () => {
  it.each(['6.0.0', '6.0.14', '6.3.1', '7.0.2', '8.0.0', '10.0.0', '9.0.0-alpha0'])(
    'accepts %s',
    (version) => {
      expect(() => refuseOlder(version)).not.toThrow();
    },
  );

  it.each(['5.0.31', '4.4.29', '3.6.23', ''])('refuses %j and says what to do', (version) => {
    expect(() => refuseOlder(version)).toThrow(
      `Expected MongoDB 6.0 or newer, found ${version}. Upgrade it, or unset MONGODB_URI`,
    );
  });
});

describe('nameIn', () => {
  it.each([
    ['mongodb://localhost', undefined],
    ['mongodb://localhost/', undefined],
    ['mongodb://localhost/?replicaSet=rs0', undefined],
    ['mongodb://localhost?replicaSet=rs0', undefined],
    ['mongodb://localhost/magazine', 'magazine'],
    ['mongodb://user:p%2Fw@one:27017,two:27018/magazine?authSource=admin', 'magazine'],
    ['mongodb+srv://cluster0.example.net/magazine?retryWrites=true', 'magazine'],
    ['mongodb://%2Ftmp%2Fmongodb.sock/magazine', 'magazine'],
    ['mongodb://%2Ftmp%2Fmongodb.sock/?directConnection=true', undefined],
    ['mongodb://localhost/ma%C3%9F', 'maß'],
  ])('finds in %s the database name %j', (uri, name) => {
    expect(nameIn(uri)).toBe(name);
  });
});
