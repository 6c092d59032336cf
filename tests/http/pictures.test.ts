import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePictures } from '../../src/http/pictures.js';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'broadsheet-pictures-'));
  await writeFile(join(directory, 'sea.jpg'), 'a picture');
  await writeFile(join(directory, 'Wave-2.PNG'), 'another');
  await writeFile(join(directory, 'notes.txt'), 'no picture');
  await writeFile(join(directory, '.hidden.jpg'), 'hidden');
});

afterAll(() => rm(directory, { recursive: true }));

describe('servePictures', () => {
  it.each([
    ['sea.jpg', 'image/jpeg'],
    ['Wave-2.PNG', 'image/png'],
  ])('serves %s as %s', async (name, type) => {
    const response = await ask(`/pictures/${name}`);

    expect(response?.status).toBe(200);
    expect(response?.headers.get('content-type')).toBe(type);
  });

  it('serves what the file holds, with its length', async () => {
    const response = await ask('/pictures/sea.jpg');

    expect(response?.headers.get('content-length')).toBe('9');
    expect(await response?.text()).toBe('a picture');
  });

  it('tells its length to HEAD, and sends nothing', async () => {
    const response = await ask('/pictures/sea.jpg', 'HEAD');

    expect(response?.headers.get('content-length')).toBe('9');
    expect(response?.body).toBeNull();
  });

  it('lets pages of other sites show them, and browsers keep them for a day', async () => {
    const response = await ask('/pictures/sea.jpg');

    expect(response?.headers.get('access-control-allow-origin')).toBe('*');
    expect(response?.headers.get('cache-control')).toBe('public, max-age=86400');
    expect(response?.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'missing.jpg',
    'notes.txt',
    '.hidden.jpg',
    '',
    '..%2fsea.jpg',
    '%2e%2e%2fsea.jpg',
    'a/sea.jpg',
    'sea.jpg%00.png',
    'sea',
    'sea.jpg.',
  ])('finds nothing at %j', async (name) => {
    expect((await ask(`/pictures/${name}`))?.status).toBe(404);
  });

  it('leaves other addresses alone', async () => {
    expect(await ask('/graphql')).toBeUndefined();
  });

  it('serves nothing where there is no folder', async () => {
    const response = await servePictures(() => null)(
      new Request('http://localhost/pictures/sea.jpg'),
    );

    expect(response).toBeUndefined();
  });
});

async function ask(path: string, method = 'GET'): Promise<Response | undefined> {
  return servePictures(() => directory)(new Request(`http://localhost${path}`, { method }));
}
