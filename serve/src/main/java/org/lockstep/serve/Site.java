package org.lockstep.serve;

import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.lockstep.model.kernel.Products;

/**
 * Answers every request: a GET from a fixed map, {@code POST /api/predict} with a prediction,
 * anything else with a {@link Refusal}. Pages and errors are in the language that the client
 * prefers.
 */
final class Site extends Handler.Abstract.NonBlocking {
  private static final String PREDICT = "/api/predict";

  private final ServedModel.Answers answers;
  private final Map<String, Resource> resources;
  private long bodyMillis = 5_000;

  Site(ServedModel model, Products blas) {
    this.answers = model.answers(blas);
    this.resources = model.resources();
  }

  /** How long a client may take to send a body. */
  void setBodyMillis(long millis) {
    bodyMillis = millis;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Language language =
        Language.preferred(request.getHeaders().getValuesList(HttpHeader.ACCEPT_LANGUAGE));
    try {
      Visitors visitors = visitors(request);
      visitors.checkHost(request);
      String path = request.getHttpURI().getPath(); // as sent
      if (PREDICT.equals(path)) {
        checkMethod(request, response, HttpMethod.POST);
        visitors.checkOrigin(request);
        checkIsJson(request);
        predict(request, response, language, callback);
        return true;
      }
      Resource resource = path == null ? null : resources.get(path);
      if (resource == null) {
        throw new Refusal(HttpStatus.NOT_FOUND_404, "path");
      }
      checkMethod(request, response, HttpMethod.GET, HttpMethod.HEAD);
      if (resource.hasTexts()) {
        Answer.isIn(language, response);
      }
      Answer.send(response, HttpStatus.OK_200, resource.type(), resource.in(language), callback);
    } catch (Refusal refusal) {
      Answer.refuse(response, refusal, language, callback);
    }
    return true;
  }

  private static Visitors visitors(Request request) {
    NetworkConnector connector = (NetworkConnector) request.getConnectionMetaData().getConnector();
    return new Visitors(connector.getLocalPort());
  }

  private static void checkMethod(Request request, Response response, HttpMethod... allowed)
      throws Refusal {
    StringBuilder names = new StringBuilder();
    for (HttpMethod method : allowed) {
      if (method.is(request.getMethod())) {
        return;
      }
      names.append(names.length() == 0 ? "" : ", ").append(method);
    }
    response.getHeaders().put(HttpHeader.ALLOW, names.toString());
    throw new Refusal(HttpStatus.METHOD_NOT_ALLOWED_405, "method", Map.of("methods", names));
  }

  private static void checkIsJson(Request request) throws Refusal {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String media = type == null ? "" : type.split(";", 2)[0].strip();
    if (!media.equalsIgnoreCase(Resource.JSON)) {
      throw new Refusal(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "type", Map.of("type", Resource.JSON));
    }
  }

  private void predict(Request request, Response response, Language language, Callback callback) {
    Body.read(
        request,
        bodyMillis,
        body -> {
          try {
            byte[] reply = answers.to(body);
            Answer.send(response, HttpStatus.OK_200, Resource.JSON, reply, callback);
          } catch (Refusal refusal) {
            Answer.refuse(response, refusal, language, callback);
          }
        },
        refusal -> Answer.refuse(response, refusal, language, callback));
  }
}
