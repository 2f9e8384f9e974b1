package org.lockstep.serve;

import org.eclipse.jetty.http.HttpStatus;

/** A request answered with an error. The message never repeats anything from the request. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message, null, false, false); // nobody reads the stack trace of a client's mistake
    this.status = status;
  }

  static Refusal badRequest(String message) {
    return new Refusal(HttpStatus.BAD_REQUEST_400, message);
  }

  int status() {
    return status;
  }
}
