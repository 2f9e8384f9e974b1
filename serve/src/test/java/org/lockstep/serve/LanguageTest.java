package org.lockstep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockstep.serve.Language.CHINESE;
import static org.lockstep.serve.Language.ENGLISH;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which language a client prefers. */
@Timeout(20)
class LanguageTest {
  private static Language of(String... values) {
    return Language.preferred(List.of(values));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zh",
        "ZH",
        "zh-CN",
        "zh-cn",
        "zh-Hans",
        "zh-SG",
        "zh-Hans-CN-x-private",
        "zh-TW",
        "zh-HK",
        "zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7",
        "zh-CN,zh;q=0.9,en;q=0.8",
        "en;q=0.8,zh-CN",
        "en;q=0.899,zh;q=0.9",
        "fr-CH, fr;q=0.9, zh;q=0.1",
        "zh;q=0.001",
        "zh,en",
        " zh \t; q=0.9 , en\t;Q=0.8 ",
        "zh;q=1.000, en;q=0.999",
        "zh-CN;q=0.8, zh;q=0, en;q=0.5",
        "zh;q=0.5, *;q=0.1",
        "en;q=0, *",
        "en;q=0.1, *;q=0.2",
        "*;q=0.5, zh",
        "zh-CN;;, zh, ,,",
      })
  void chineseIsForThoseWhoPreferIt(String value) {
    assertThat(of(value)).isEqualTo(CHINESE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*;q=0",
        "en",
        "en-GB,en;q=0.9,zh-CN;q=0.8",
        "en,zh",
        "de",
        "de, *;q=0.5",
        "zh;q=0",
        "zh;q=0.000",
        "zh;q=0, *",
        "zh;q=0.4, *;q=0.5",
        "zha",
        "zh_CN",
        "z h",
        "zh-",
        "zh--CN",
        "zh-toolongsubtag",
        "chinese",
        "zh;q=2",
        "zh;q=1.1",
        "zh;q=-1",
        "zh;q=",
        "zh;q=0.1234",
        "zh;q=1e0",
        "zh;q=NaN",
        "zh;q",
        "zh;level=1",
        "zh;q=0.5;q=0.6",
        "\"zh\"",
        "中文",
      })
  void englishIsForEverybodyElse(String value) {
    assertThat(of(value)).isEqualTo(ENGLISH);
  }

  @Test
  void aClientThatSendsNothingReadsEnglish() {
    assertThat(of()).isEqualTo(ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({"en;q=0.5, zh, CHINESE", "zh;q=0.5, en, ENGLISH", "fr, zh, CHINESE"})
  void severalHeadersAreOneList(String first, String second, Language expected) {
    assertThat(of(first, second)).isEqualTo(expected);
  }

  @Test
  void whatIsAbsurdlyLongIsCutOff() {
    int many = 1_000_000;
    assertThat(of("zh;q=0.5" + ",en".repeat(many))).isEqualTo(ENGLISH);
    assertThat(of("zh" + ",fr".repeat(many) + ",en")).isEqualTo(CHINESE);
    assertThat(of("fr,".repeat(many) + "zh")).isEqualTo(ENGLISH);
    assertThat(of("zh" + "-CN".repeat(many))).isEqualTo(ENGLISH);
    assertThat(of(" ".repeat(many) + "zh")).isEqualTo(CHINESE);
    assertThat(of("zh;q=0." + "1".repeat(many))).isEqualTo(ENGLISH);
    assertThat(of("zh;" + " ".repeat(many))).isEqualTo(ENGLISH);
  }

  @Test
  void anyTextHasAnAnswer() {
    Random random = new Random(1);
    String characters = "zhen-*;q=0.1, \t\"\u0000中";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      assertThat(of(text.toString())).as("%s", text).isNotNull();
    }
  }
}
