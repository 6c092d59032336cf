import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import {
  type EnginePlatform,
  engineObstacle,
  enginePackage,
  USE_A_SERVER,
} from './engine-platform.js';
import { EngineUnavailable } from './engine-unavailable.js';
import { lowerForGlibc } from './glibc-lowering.js';
import { parseGlibcVersion } from './glibc-version.js';
