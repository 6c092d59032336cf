import { readdir } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PictureFile } from '../../../../src/importing/sources/wordpress/picture-file.js';
import { temporaryFolder } from '../../../support/cli-process.js';

function pictureFile(): PictureFile {
  const file = new PictureFile();
  onTestFinished(() => file.remove());
  return file;
}

describe('PictureFile', () => {
  it('finds an image by its id, the later of two', () => {
    const file = pictureFile();
    const whole = { url: '/ü.jpg', alt: 'a', caption: 'b', credit: 'c', width: 4, height: 3 };
    file.add('1', '7', { url: '/first.jpg' });
    file.add('2', '7', whole);
    file.add('1', '8', { url: '/second.jpg' });
    expect(file.byId('1')).toEqual({ url: '/second.jpg' });
    expect(file.byId('2')).toEqual(whole);
    expect(file.byId('3')).toBeUndefined();
  });

  it('finds those of a post in order, and accepts more after a lookup', () => {
    const file = pictureFile();
    for (let id = 0; id < 5000; id += 1) {
      file.add(`${id}`, `${id % 3}`, { url: `/${id}.jpg`, caption: 'é'.repeat(60) });
    }
    expect(file.ofPost('1').map(({ url }) => url)).toHaveLength(1667);
    expect(file.ofPost('1')[1]).toEqual({ url: '/4.jpg', caption: 'é'.repeat(60) });
    file.add('5000', '1', { url: '/last.jpg' });
    expect(file.ofPost('1').at(-1)).toEqual({ url: '/last.jpg' });
    expect(file.ofPost('9')).toEqual([]);
  });

  it('leaves no file behind, and creates none if there is no image', async () => {
    const folder = await temporaryFolder();
    const { TMPDIR } = process.env;
    process.env.TMPDIR = folder;
    onTestFinished(() => {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    });
    const file = new PictureFile();
    expect(file.byId('1')).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    file.add('1', '7', { url: '/a.jpg' });
    file.byId('1');
    expect(await readdir(folder)).toHaveLength(1);
    file.remove();
    file.remove();
    expect(await readdir(folder)).toEqual([]);
  });
});
