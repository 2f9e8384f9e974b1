package org.lockstep.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A language that the pages and the refusals are written in. */
enum Language {
  ENGLISH("en"),

  /** Simplified, for readers of every Chinese script: it is the only Chinese there is here. */
  CHINESE("zh-Hans");

  /** Browsers send fewer; what follows these is ignored. */
  private static final int MOST_RANGES = 50;

  private static final Pattern RANGE =
      Pattern.compile(
          "[ \\t]*+(\\*|[A-Za-z]{1,8})(?:-[A-Za-z0-9]{1,8}){0,8}+[ \\t]*+"
              + "(?:;[ \\t]*+[qQ]=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)[ \\t]*+)?");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The tag, as BCP 47 has it. */
  String tag() {
    return tag;
  }

  private String primary() {
    return tag.split("-", 2)[0];
  }

  /**
   * The language that a client prefers. A range stands for a language if their first subtags are
   * the same, as {@code zh-CN} and {@code zh-TW} for {@code zh-Hans}: RFC 4647's lookup cuts it
   * down to that. The greatest weight decides, then the order. {@code *} is every language that no
   * other range names. What is malformed is ignored, and English is for everybody else: RFC 9110,
   * 12.5.4, allows that.
   *
   * @param acceptLanguage the values of this header, as sent
   */
  static Language preferred(List<String> acceptLanguage) {
    Map<Language, Double> weights = new LinkedHashMap<>();
    double others = 0;
    for (String part : String.join(",", acceptLanguage).split(",", MOST_RANGES)) {
      Matcher range = RANGE.matcher(part);
      if (!range.matches()) {
        continue;
      }
      double weight = range.group(2) == null ? 1 : Double.parseDouble(range.group(2));
      if (range.group(1).equals("*")) {
        others = Math.max(others, weight);
      }
      for (Language language : values()) {
        if (language.primary().equalsIgnoreCase(range.group(1))) {
          weights.merge(language, weight, Math::max);
        }
      }
    }
    for (Language language : values()) {
      weights.putIfAbsent(language, others);
    }
    Language best = ENGLISH;
    double most = 0;
    for (Map.Entry<Language, Double> entry : weights.entrySet()) {
      if (entry.getValue() > most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }
}
