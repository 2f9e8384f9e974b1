package org.lockstep.spark.read.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as people write it: {@code $1,234.50}, {@code 1.234,50 €}, {@code -12.5 %}, {@code 1
 * 234}, {@code (1,200)} for a loss. Thousands are in groups of three throughout, or not at all.
 *
 * @param value the number, without its sign: for {@code 12.5 %} it is 12.5
 * @param sign the currency sign or the percent sign; empty for none
 * @param mayBeCode whether codes are also written like this: {@code (1200)}, {@code 711 111 100}
 */
public record Figure(double value, String sign, boolean mayBeCode) {
  private static final int LONGEST = 40;

  private static final String CURRENCY =
      "(?:US|CA|AU|NZ|HK|NT|MX|SG|[ACRS])?\\$|\\p{Sc}|(?:USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD"
          + "|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|ILS|ZAR|BRL|MXN|ARS|CLP|COP|PEN|KRW"
          + "|TWD|HKD|SGD|MYR|THB|IDR|PHP|VND|PKR|BDT|LKR|EGP|NGN|KES|GHS|MAD|TND|SAR|AED|QAR|KWD"
          + "|kr)";

  /** Groups of three digits throughout, as codes are also written. */
  private static final Pattern CODE = Pattern.compile("\\d{3}(\\h\\d{3})+");

  private static final Pattern WITH_POINT = pattern("\\.", ",");
  private static final Pattern WITH_COMMA = pattern(",", ".");

  private static Pattern pattern(String decimal, String group) {
    return Pattern.compile(
        "(?<open>\\()?(?<minus>[-+\u2212])?\\h?(?<before>"
            + CURRENCY
            + ")?\\h?(?<![A-Za-z])(?<minus2>[-+\u2212])?"
            + "(?<whole>[1-9]\\d{0,2}(?<group>["
            + group
            + "\\h'\u2019])\\d{3}(?:\\k<group>\\d{3})*|\\d+)?(?:"
            + decimal
            + "(?<part>\\d+))?\\h?(?<behind>%|"
            + CURRENCY
            + ")?(?<close>\\))?");
  }

  /** The number in a text; null if it is not one. */
  public static Figure of(String text, char decimal) {
    if (text.isEmpty() || text.length() > LONGEST || !mayBegin(text.charAt(0))) {
      return null;
    }
    Matcher found = (decimal == ',' ? WITH_COMMA : WITH_POINT).matcher(text);
    if (!found.matches()) {
      return null;
    }
    String whole = digits(found.group("whole"));
    String part = digits(found.group("part"));
    boolean isOnceNegative = found.group("minus") == null || found.group("minus2") == null;
    boolean isWrapped = found.group("open") != null;
    boolean isClosed = isWrapped == (found.group("close") != null);
    boolean hasOneSign = found.group("before") == null || found.group("behind") == null;
    if ((whole + part).isEmpty() || !isOnceNegative || !isClosed || !hasOneSign) {
      return null;
    }
    double size = Double.parseDouble(whole + "." + part);
    boolean isNegative =
        isWrapped || isMinus(found.group("minus")) || isMinus(found.group("minus2"));
    String sign = found.group("before") == null ? found.group("behind") : found.group("before");
    boolean mayBeCode = sign == null && (isWrapped || CODE.matcher(text).matches());
    return Double.isFinite(size)
        ? new Figure(isNegative ? -size : size, sign == null ? "" : sign, mayBeCode)
        : null;
  }

  /** Whether a number can begin with this character. This rules out most texts. */
  private static boolean mayBegin(char c) {
    return (c >= '0' && c <= '9')
        || "-+(.,\u2212".indexOf(c) >= 0
        || (c >= 'A' && c <= 'Z')
        || c == 'k'
        || Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  private static boolean isMinus(String sign) {
    return sign != null && !sign.equals("+");
  }

  private static String digits(String text) {
    return text == null ? "" : text.replaceAll("\\D", "");
  }

  /** Whether its sign is the percent sign. */
  public boolean isPercent() {
    return sign.equals("%");
  }
}
