package org.lockstep.serve;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes a whole answer, with the headers that all answers have. */
final class Answer {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Answer() {}

  /** Sends bytes, and nothing after them. */
  static void send(Response response, int status, String type, byte[] bytes, Callback callback) {
    response.setStatus(status);
    HttpFields.Mutable headers = response.getHeaders();
    protect(headers);
    headers.put(HttpHeader.CONTENT_TYPE, type);
    headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }

  /** Sends an error whose message is in the client's language; see {@link #fail}. */
  static void refuse(Response response, Refusal refusal, Language language, Callback callback) {
    isIn(language, response);
    fail(response, refusal.status(), refusal.message(language), callback);
  }

  /**
   * Sends an error. This also closes the connection: anything the client sends afterwards is
   * ignored.
   */
  static void fail(Response response, int status, String message, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    send(response, status, Resource.JSON, Replies.error(message), callback);
  }

  /** States the language of an answer, which was chosen by the request's. */
  static void isIn(Language language, Response response) {
    response.getHeaders().put(HttpHeader.CONTENT_LANGUAGE, language.tag());
    response.getHeaders().put(HttpHeader.VARY, HttpHeader.ACCEPT_LANGUAGE.asString());
  }

  /** Allows only this page's own code to run in it, and no other page to embed or read it. */
  static void protect(HttpFields.Mutable headers) {
    headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
  }
}
