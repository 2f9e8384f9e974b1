package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.file.Model;
import org.lockstep.model.loss.SigmoidCrossEntropy;
import org.lockstep.model.loss.SigmoidSquaredError;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.Predictor;
import org.lockstep.model.text.Locales;
import org.lockstep.model.text.Text;
import org.lockstep.serve.Served.Reply;

/** What the server answers to good requests. */
@Timeout(60)
class SiteTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Model MODEL = Models.bytes();

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = Served.of(MODEL);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void anAnswerThatIsNoNumberIsNone() throws Exception {
    String error =
        "{\"error\":\"expected finite outputs of the model, but its sums overflow for this"
            + " image\"}";
    double[] pixels = new double[64];
    Arrays.fill(pixels, 16);
    try (Served overflowing = Served.of(Models.overflowing())) {
      Reply reply = overflowing.post("{\"pixels\":" + Arrays.toString(pixels) + "}");
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.body()).isEqualTo(error);
    }
  }

  @Test
  void aPredictionIsThatOfThePredictor() throws IOException {
    double[] pixels = IntStream.range(0, 784).mapToDouble(i -> i * 7 % 256).toArray();
    Reply reply = served.post("{\"pixels\":" + Arrays.toString(pixels) + "}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    Predictor predictor = new Predictor(MODEL, BlasChoice.JAVA.load(), 1);
    predictor.load(pixels, 0);
    double[] outputs = new double[10];
    predictor.predict(1).loadRow(0, outputs);
    ClassPrediction expected = ClassPrediction.of(MODEL.target(), outputs);
    JsonNode answer = JSON.readTree(reply.body());
    assertThat(answer.get("prediction").textValue()).isEqualTo(expected.label());
    assertThat(answer.get("probabilities"))
        .extracting(p -> Float.parseFloat(p.asText()))
        .isEqualTo(expected.probabilities().stream().map(Double::floatValue).toList());
    assertThat(expected.probabilities().stream().mapToDouble(p -> p).sum()).isBetween(.999, 1.001);
  }

  @ParameterizedTest
  @MethodSource("org.lockstep.model.text.Locales#foreign")
  void theAnswerIsTheSameInEveryLocale(Locale locale) throws Exception {
    String body = "{\"pixels\":" + Arrays.toString(new double[784]) + "}";
    Reply expected = served.post(body);
    Reply refused = served.post("{}");
    assertThat(Locales.in(locale, () -> served.post(body))).isEqualTo(expected);
    assertThat(Locales.in(locale, () -> served.post("{}"))).isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://127.0.0.1:PORT",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none",
        "X-None: 1"
      })
  void itsOwnPageMayAskAndSoMayAProgram(String header) throws IOException {
    String body = "{\"pixels\":" + Arrays.toString(new double[784]) + "}";
    String own = header.replace("PORT", Integer.toString(served.port()));
    assertThat(served.post(body, own).status()).isEqualTo(200);
  }

  @Test
  void theHostMayBeLocalhost() throws IOException {
    for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
      String request =
          Text.format(
              "GET /api/model HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n",
              host, served.port());
      assertThat(served.send(request).status()).as(host).isEqualTo(200);
    }
  }

  @Test
  void theModelSaysWhatItTakes() throws IOException {
    assertThat(served.get("/api/model").body())
        .isEqualTo(
            "{\"network\":\"784-5-10\","
                + "\"classes\":[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"],"
                + "\"side\":28,\"most\":255.0,\"inkIsHigh\":true,\"normalised\":true}");
  }

  @Test
  void aBinaryModelHasTwoProbabilitiesAndOneOfSigmoidsNeedNotSumToOne() throws Exception {
    TargetSchema binary = new TargetSchema(Task.BINARY, List.of("c"), List.of("odd", "even"));
    Model model =
        Models.model(Models.numbers(64), Models.unit(64), binary, new SigmoidCrossEntropy());
    try (Served other = Served.of(model)) {
      assertThat(other.get("/api/model").body()).contains("\"normalised\":true");
      Reply reply = other.post("{\"pixels\":" + Arrays.toString(new double[64]) + "}");
      assertThat(JSON.readTree(reply.body()).get("probabilities")).hasSize(2);
    }
    TargetSchema three =
        new TargetSchema(Task.CLASSIFICATION, List.of("c"), List.of("a", "b", "c"));
    Model sigmoids =
        Models.model(Models.numbers(64), Models.unit(64), three, new SigmoidSquaredError());
    try (Served other = Served.of(sigmoids)) {
      assertThat(other.get("/api/model").body()).contains("\"normalised\":false");
    }
  }

  @Test
  void examplesAreTwoOfEachDigit() throws IOException {
    JsonNode examples = JSON.readTree(served.get("/api/examples").body()).get("examples");
    assertThat(examples).extracting(e -> e.get("label").textValue()).hasSize(20);
    assertThat(examples)
        .extracting(e -> e.get("label").textValue())
        .containsAll(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
    assertThat(examples)
        .allSatisfy(
            example -> {
              assertThat(example.get("pixels")).hasSize(64);
              assertThat(example.get("pixels")).allMatch(p -> p.asInt() >= 0 && p.asInt() <= 16);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page.css", "/app.js", "/icon.svg", "/api/model", "/nothing"})
  void everyAnswerIsProtected(String path) throws IOException {
    Reply reply = served.get(path);
    assertThat(reply.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(reply.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Server")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh-CN,zh;q=0.9,en;q=0.8 | zh-Hans | 手写数字识别",
        "en-GB,zh;q=0.9 | en | Draw a digit",
        "de | en | Draw a digit"
      })
  void thePageIsInTheLanguageThatTheBrowserPrefers(String wish, String language, String title)
      throws IOException {
    for (String path : List.of("/", "/texts.json")) {
      Reply reply = served.get(path, "Accept-Language: " + wish);
      assertThat(reply.body()).contains(title);
      assertThat(reply.header("Content-Language")).isEqualTo(language);
      assertThat(reply.header("Vary")).isEqualTo("Accept-Language");
    }
    assertThat(served.get("/", "Accept-Language: " + wish).body())
        .contains("<html lang=\"" + language + "\">")
        .doesNotContain("{{");
  }

  @Test
  void whatNobodyReadsHasNoLanguage() throws IOException {
    for (String path : List.of("/app.js", "/page.css", "/api/model")) {
      Reply reply = served.get(path, "Accept-Language: zh");
      assertThat(reply.header("Content-Language")).as(path).isEmpty();
      assertThat(reply.header("Vary")).as(path).isEmpty();
      assertThat(reply).as(path).isEqualTo(served.get(path));
    }
  }

  @Test
  void aRefusalIsInEnglishUnlessTheClientPrefersAnotherLanguage() throws IOException {
    Reply english = served.post("{}");
    assertThat(english.body())
        .isEqualTo("{\"error\":\"expected {\\\"pixels\\\": [number, ...]}\"}");
    assertThat(english.header("Content-Language")).isEqualTo("en");
    assertThat(english.header("Vary")).isEqualTo("Accept-Language");
    Reply chinese = served.post("{\"pixels\":[1,256]}", "Accept-Language: zh-CN");
    assertThat(chinese.status()).isEqualTo(400);
    assertThat(chinese.body()).isEqualTo("{\"error\":\"第 2 个像素应为 0 到 255 之间的数值\"}");
    assertThat(chinese.header("Content-Language")).isEqualTo("zh-Hans");
    assertThat(served.get("/nothing", "Accept-Language: zh-CN").body())
        .isEqualTo("{\"error\":\"此地址没有内容\"}");
  }

  @Test
  void anEndlessListOfLanguagesIsAnsweredToo() throws IOException {
    Reply reply = served.get("/", "Accept-Language: zh, " + "a,".repeat(3_500));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Language")).isEqualTo("zh-Hans");
  }

  @Test
  void aHeadHasNoBody() throws IOException {
    Reply reply = served.send(served.request("HEAD /", "Connection: close"));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
  }

  @Test
  void thePageAsksForNothingElsewhere() throws IOException {
    for (String path : Resource.all(ImageModel.of("m", MODEL)).keySet()) {
      assertThat(served.get(path).body().replace("http://www.w3.org/2000/svg", ""))
          .as(path)
          .doesNotContain("http:", "https:", "url(");
    }
  }
}
