import { ExitError } from '../../errors.js';

/**
 * The embedded engine cannot be used, and `message` says to a person why and what to do.
 *
 * It is meant to be printed as it is; a stack would tell the reader nothing.
 */
export class EngineUnavailable extends ExitError {
  override readonly name = 'EngineUnavailable';

  constructor(message: string) {
    super(message, 1);
  }
}
