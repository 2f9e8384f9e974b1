package org.lockstep.spark.read.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lockstep.spark.settings.SettingTypes;
import org.lockstep.spark.settings.ValueType;

/**
 * Passwords and tokens in paths, URLs, queries and options: finds them by their context, and shows
 * them as stars. All that is written or reported about a source goes through here.
 */
public final class Secrets {
  /** What stands for a secret. */
  public static final String MASK = "***";

  private static final String WORDS =
      "(?:password|passwd|pwd|passphrase|token|secret|credential|signature|api[._-]?key"
          + "|(?:access|account|private)[._-]?key)";

  /** Parts of the names of options whose values are secrets. */
  private static final Pattern NAME =
      Pattern.compile(WORDS + "|key|(?:^|[._-])sig$", Pattern.CASE_INSENSITIVE);

  private static final String VALUE = "('(?:[^']|'')*'|\"[^\"]*\"|[^;&\\s)'\"]+)";

  /** The places of secrets; the only group of each pattern is the secret. */
  private static final List<Pattern> PLACES =
      List.of(
          // scheme://user:password@host
          Pattern.compile("://[^:/@\\s]*:([^/\\s]+)@"),
          // jdbc:oracle:thin:user/password@host
          Pattern.compile("jdbc:[^/@\\s]*:[^/:@\\s]+/([^/@\\s]+)@"),
          // password=..., password => '...'
          Pattern.compile(
              "[\\w.-]*(?:" + WORDS + "|(?<![\\w])sig)[\\w.-]*\\s*=>?\\s*" + VALUE,
              Pattern.CASE_INSENSITIVE),
          // OPTIONS (password '...')
          Pattern.compile(
              "[\\w.-]*" + WORDS + "[\\w.-]*['\"]?\\s*[,:]?\\s+('(?:[^']|'')*'|\"[^\"]*\")",
              Pattern.CASE_INSENSITIVE));

  private Secrets() {}

  /** Any text, whose secrets are neither recorded nor shown. */
  public static ValueType<String> text() {
    return SettingTypes.written((place, text) -> text, Secrets::mask);
  }

  /** Whether the value of an option of this name is a secret. */
  public static boolean isSecret(String option) {
    return NAME.matcher(option).find();
  }

  /** The text, with stars for its secrets. */
  public static String mask(String text) {
    String masked = text;
    for (Pattern place : PLACES) {
      Matcher matcher = place.matcher(masked);
      StringBuilder rest = new StringBuilder();
      int from = 0;
      while (matcher.find(from)) {
        rest.append(masked, from, matcher.start(1)).append(MASK);
        from = matcher.end(1);
      }
      masked = rest.append(masked.substring(from)).toString();
    }
    return masked;
  }

  /** The secrets in a text, without quotes. */
  public static List<String> in(String text) {
    List<String> secrets = new ArrayList<>();
    for (Pattern place : PLACES) {
      Matcher matcher = place.matcher(text);
      while (matcher.find()) {
        secrets.add(matcher.group(1).replaceAll("^['\"]|['\"]$", ""));
      }
    }
    return secrets;
  }

  /**
   * A message from elsewhere, with stars for its secrets and for those that are known.
   *
   * @param known secrets to hide wherever they occur
   */
  public static String hide(String message, List<String> known) {
    String hidden = mask(message);
    for (String secret : known) {
      hidden = secret.isEmpty() ? hidden : hidden.replace(secret, MASK);
    }
    return hidden;
  }
}
