import { afterAll } from 'vitest';
import { dropAll } from './database.js';

// Files of one worker share their modules, and this one alone is evaluated anew for each of them.
afterAll(dropAll);
