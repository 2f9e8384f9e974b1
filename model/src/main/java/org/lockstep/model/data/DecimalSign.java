package org.lockstep.model.data;

/** What stands before the decimals of a number in text. */
public enum DecimalSign {
  POINT('.'),
  COMMA(',');

  private final char sign;

  DecimalSign(char sign) {
    this.sign = sign;
  }

  /** The character. */
  public char sign() {
    return sign;
  }

  /** The one that is this character. */
  public static DecimalSign of(char sign) {
    return sign == ',' ? COMMA : POINT;
  }
}
