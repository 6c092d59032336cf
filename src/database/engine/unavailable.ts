import { ExitError } from '../../errors.js';

/**
 * The embedded engine cannot be used. The message tells the user why and what to do.
 *
 * Print the message without a stack trace.
 */
export class EngineUnavailable extends ExitError {
  override readonly name = 'EngineUnavailable';

  constructor(message: string) {
    super(message, 1);
  }
}
