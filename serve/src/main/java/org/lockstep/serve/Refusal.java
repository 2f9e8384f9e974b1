package org.lockstep.serve;

import org.eclipse.jetty.http.HttpStatus;

/** A request that is answered by an error. Its message never repeats what the request said. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message, null, false, false); // nobody reads the stack of somebody else's mistake
    this.status = status;
  }

  static Refusal badRequest(String message) {
    return new Refusal(HttpStatus.BAD_REQUEST_400, message);
  }

  int status() {
    return status;
  }
}
