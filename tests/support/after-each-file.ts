import { afterAll } from 'vitest';
import { putAway } from './database.js';

// The files of one worker share their modules; only this setup file is evaluated for each of them.
afterAll(putAway);
