package org.lockstep.serve;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Writes Jetty's own errors, such as that for a request that is not HTTP, in our form: no HTML, no
 * echo. They are HTTP's reason phrases, in English: the request may have no headers to go by.
 */
final class JsonErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Answer.fail(response, status, HttpStatus.getMessage(status), callback);
    return true;
  }
}
