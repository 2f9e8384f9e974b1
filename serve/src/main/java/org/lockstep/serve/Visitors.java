package org.lockstep.serve;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Decides who can talk to the server. It listens on 127.0.0.1, but any page that the user has open
 * elsewhere can make the browser talk to it:
 *
 * <ul>
 *   <li>under a host name of its own, made to resolve to 127.0.0.1 (DNS rebinding): so the Host
 *       must be this machine's, with our port;
 *   <li>from the page's own origin: so if a POST has an Origin, it must be ours, and if a browser
 *       states the site of a request, it must be this one. A browser sends an Origin with every
 *       POST, so a POST without one comes from a program on this machine; that is allowed.
 * </ul>
 */
final class Visitors {
  private static final int HTTP_PORT = 80;

  private final Set<String> authorities;

  /** The visitors of the server at a port. */
  Visitors(int port) {
    this.authorities = authorities(port);
  }

  private static Set<String> authorities(int port) {
    List<String> hosts = List.of("localhost", "127.0.0.1", "[::1]");
    return Set.copyOf(
        port == HTTP_PORT
            ? List.of("localhost", "127.0.0.1", "[::1]", "localhost:80", "127.0.0.1:80", "[::1]:80")
            : hosts.stream().map(host -> host + ":" + port).toList());
  }

  /** Refuses a request to a host other than this one. */
  void checkHost(Request request) throws Refusal {
    // The URI's authority is that of the Host header, unless the request line has one.
    List<String> hosts = request.getHeaders().getValuesList(HttpHeader.HOST);
    String authority = request.getHttpURI().getAuthority();
    if (hosts.size() != 1
        || !authorities.contains(hosts.get(0))
        || (authority != null && !authorities.contains(authority))) {
      throw new Refusal(HttpStatus.MISDIRECTED_REQUEST_421, "host");
    }
  }

  /** Refuses a request made by a page of another origin. */
  void checkOrigin(Request request) throws Refusal {
    HttpFields headers = request.getHeaders();
    String host = headers.get(HttpHeader.HOST);
    List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
    boolean fromHere = origins.isEmpty() || origins.equals(List.of("http://" + host));
    String site = headers.get("Sec-Fetch-Site");
    if (!fromHere || (site != null && !site.equals("same-origin") && !site.equals("none"))) {
      throw new Refusal(HttpStatus.FORBIDDEN_403, "origin");
    }
  }
}
