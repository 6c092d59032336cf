import { cycles, pipeline, subjects } from './chains.js';
import { commands, libraries, processes } from './doors.js';
import { folders } from './folders.js';
import { layers, lists } from './layers.js';
import type { Rule } from './rule.js';
import {
  casts,
  columns,
  docstrings,
  exportForms,
  fileSizes,
  folderNames,
  functionSizes,
  purity,
} from './shape.js';
import { testNames } from './test-names.js';

/** All rules: first the imports, then the form of a file. */
export const RULES: readonly Rule[] = [
  folders,
  layers,
  lists,
  cycles,
  subjects,
  pipeline,
  libraries,
  commands,
  processes,
  purity,
  exportForms,
  folderNames,
  fileSizes,
  functionSizes,
  columns,
  docstrings,
  casts,
  testNames,
];
