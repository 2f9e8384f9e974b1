package org.lockstep.spark.read.text;

import java.util.List;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Figure;

/** What the numbers of a column show about their decimal sign. */
final class DecimalCounts {
  /** What a column shows, the strongest evidence first. */
  enum Evidence {
    /** {@code 1.5}, or several groups as in {@code 1,234,567}. */
    POINTS('.', true),
    /** {@code 1,5}. */
    COMMAS(',', true),
    /** {@code $1,234}: nobody writes three decimals of a dollar. */
    MONEY_BY_COMMAS('.', true),
    /** {@code 1.234 €}, or several groups as in {@code 1.234.567}. */
    GROUPS_BY_POINTS(',', true),
    /** Some numbers like {@code 12,34}, and no fewer like {@code 1,234}, where commas separate. */
    UNCLEAR('.', true),
    /** Many numbers like {@code 1,234}, and others that are all below 1000. */
    LIKE_GROUPS_BY_COMMAS('.', false),
    /** Many numbers like {@code 1.234}, and others that are all below 1000. */
    LIKE_GROUPS_BY_POINTS(',', false),
    /** {@code 1,234}, where commas do not separate. */
    LIKE_COMMAS(',', false),
    NONE('.', false);

    private final char sign;
    private final boolean isSure;

    Evidence(char sign, boolean isSure) {
      this.sign = sign;
      this.isSure = isSure;
    }

    char sign() {
      return sign;
    }

    /** Whether there is no other way to read the column. */
    boolean isSure() {
      return isSure;
    }
  }

  private static final Pattern COMMA =
      Pattern.compile("[+-]?(\\d*|\\d{1,3}(\\.\\d{3})+),\\d+([eE][+-]?\\d+)?");
  private static final Pattern POINT =
      Pattern.compile("[+-]?(\\d+\\.\\d*|\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)([eE][+-]?\\d+)?");

  /** A thousand as Germans write it, or a decimal as others do. */
  private static final Pattern BY_POINTS = Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})+");

  /** A thousand as others write it. */
  private static final Pattern BY_COMMAS = Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+");

  /** Several groups, which no decimal sign explains. */
  private static final Pattern SEVERAL = Pattern.compile(".*[.,]\\d{3}[.,]\\d{3}");

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+([eE][+-]?\\d+)?");

  /** Up to 999, which needs no groups. */
  private static final Pattern SMALL = Pattern.compile("[+-]?\\d{1,3}");

  /** The signs around numbers that people write, see {@link Figure}. */
  private static final Pattern SIGNS = Pattern.compile("[()%\\h'\u2019\\p{Sc}\\p{L}]+");

  /** This many numbers seldom have three decimals each, none of them ending in 0. */
  private static final int MANY = 5;

  private long points;
  private long commas;
  private long byPoints;
  private long byCommas;
  private long moneyByPoints;
  private long moneyByCommas;
  private long severalByPoints;
  private long severalByCommas;
  private long small;
  private long large;
  private long others;
  private boolean hasPercent;
  private String comma; // the first plain one
  private String grouped; // by commas

  /** Counts the texts of a column that are not missing. */
  static DecimalCounts of(List<String> texts) {
    DecimalCounts counts = new DecimalCounts();
    texts.forEach(counts::add);
    return counts;
  }

  private void add(String text) {
    Figure figure = figure(text);
    String number =
        figure == null ? text : SIGNS.matcher(text).replaceAll("").replace('\u2212', '-');
    boolean isMoney = figure != null && !figure.sign().isEmpty() && !figure.isPercent();
    hasPercent |= figure != null && figure.isPercent();
    if (BY_POINTS.matcher(number).matches()) {
      byPoints++;
      moneyByPoints += isMoney ? 1 : 0;
      severalByPoints += SEVERAL.matcher(number).matches() ? 1 : 0;
    } else if (BY_COMMAS.matcher(number).matches()) {
      byCommas++;
      moneyByCommas += isMoney ? 1 : 0;
      severalByCommas += SEVERAL.matcher(number).matches() ? 1 : 0;
      grouped = grouped == null ? text : grouped;
    } else if (POINT.matcher(number).matches()) {
      points++;
    } else if (COMMA.matcher(number).matches()) {
      commas++;
      comma = comma == null ? text : comma;
    } else if (WHOLE.matcher(number).matches()) {
      boolean isSmall = SMALL.matcher(number).matches();
      small += isSmall ? 1 : 0;
      large += isSmall ? 0 : 1;
    } else {
      others++;
    }
  }

  private static Figure figure(String text) {
    boolean mayBe = text.length() < 40 && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    Figure figure = mayBe ? Figure.of(text, '.') : null;
    return figure == null && mayBe ? Figure.of(text, ',') : figure;
  }

  /**
   * What the column shows.
   *
   * @param commasSeparate whether commas separate the fields
   */
  Evidence evidence(boolean commasSeparate) {
    if (points > 0 && points + byPoints > others) {
      return Evidence.POINTS;
    }
    boolean isByCommas = byPoints == 0 && byCommas > others;
    boolean isByPoints = byCommas == 0 && byPoints > others;
    if (commas == 0 && isByCommas && severalByCommas > 0) {
      return Evidence.POINTS;
    }
    if (points == 0 && commas > 0 && commas + byCommas > others) {
      return commasSeparate && commas <= byCommas ? Evidence.UNCLEAR : Evidence.COMMAS;
    }
    if (isByCommas && moneyByCommas > 0) {
      return commasSeparate ? Evidence.POINTS : Evidence.MONEY_BY_COMMAS;
    }
    if (isByPoints && moneyByPoints + severalByPoints > 0) {
      return Evidence.GROUPS_BY_POINTS;
    }
    return likely(commasSeparate, isByCommas, isByPoints);
  }

  private Evidence likely(boolean commasSeparate, boolean isByCommas, boolean isByPoints) {
    boolean mayBeGroups = small > 0 && large == 0 && !hasPercent && !commasSeparate;
    if (mayBeGroups && isByCommas && byCommas >= MANY) {
      return Evidence.LIKE_GROUPS_BY_COMMAS;
    }
    if (mayBeGroups && isByPoints && byPoints >= MANY) {
      return Evidence.LIKE_GROUPS_BY_POINTS;
    }
    return isByCommas && !commasSeparate ? Evidence.LIKE_COMMAS : Evidence.NONE;
  }

  /** A decimal and a thousand, for a message. */
  String examples() {
    return BadInputException.quote(comma) + " and " + BadInputException.quote(grouped);
  }
}
