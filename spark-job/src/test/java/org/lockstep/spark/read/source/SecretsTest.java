package org.lockstep.spark.read.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockstep.model.error.BadInputException;

/** Which texts are secrets, and which are not. */
class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "jdbc:postgresql://host:5432/db?user=me&password=S3cret&ssl=true",
        "jdbc:sqlserver://host;user=me;password=S3cret;encrypt=true",
        "jdbc:mysql://me:S3cret@host:3306/db",
        "jdbc:oracle:thin:me/S3cret@//host:1521/x",
        "s3a://AKIA:S3cret@bucket/x.csv",
        "select * from t where api_key = 'S3cret' and x = 1",
        "create table t options (password 'S3cret', user 'me')",
        "select from_source(token => 'S3cret')",
        "abfss://c@account/x?sv=1&sig=S3cret",
        "jdbc:h2:mem:x;PassWord=S3cret"
      })
  void secretsInTextsAreMasked(String text) {
    assertThat(Secrets.mask(text)).isEqualTo(text.replaceAll("'?S3cret'?", "***"));
    assertThat(Secrets.in(text)).contains("S3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data/train.csv",
        "hdfs://namenode:8020/data@v1/train.csv",
        "s3a://bucket/x@y.csv",
        "table:db.passwords",
        "jdbc:postgresql://host:5432/db?user=me",
        "select token, secret from t join u on t.key = u.key",
        "data/password.csv"
      })
  void otherTextsStayAsTheyAre(String text) {
    assertThat(Secrets.mask(text)).isEqualTo(text);
    assertThat(Secrets.in(text)).isEmpty();
  }

  @Test
  void optionsAreWrittenWithoutTheirSecrets() {
    ReaderOptions options =
        ReadingSettings.READ_OPTION.parse(
            "dbtable=t,query=select a, b from t,Password=a,b=c,fs.s3a.secret.key=x");
    assertThat(options.given())
        .containsEntry("query", "select a, b from t")
        .containsEntry("PASSWORD", "a")
        .containsEntry("b", "c");
    assertThat(ReadingSettings.READ_OPTION.type().text(options))
        .isEqualTo("b=c,dbtable=t,fs.s3a.secret.key=***,Password=***,query=select a, b from t");
    assertThat(options.secrets()).containsExactlyInAnyOrder("a", "x");
    assertThat(
            catchThrowableOfType(
                    BadInputException.class, () -> ReadingSettings.READ_OPTION.parse("hunter2"))
                .getMessage())
        .isEqualTo("[read-option] expected name=value but found no name before a =");
    assertThat(new ReaderOptions(Map.of("a", "b"), List.of()).secrets()).isEmpty();
  }

  @Test
  void knownSecretsAreHiddenAnywhereInAText() {
    assertThat(Secrets.hide("no login for me with xyzzy, url ...;password=p", List.of("xyzzy", "")))
        .isEqualTo("no login for me with ***, url ...;password=***");
  }
}
