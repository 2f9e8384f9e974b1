package org.lockstep.model.data;

/** The decimal separator of a number in text. */
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

  /** {@link #COMMA} for a comma, otherwise {@link #POINT}. */
  public static DecimalSign of(char sign) {
    return sign == ',' ? COMMA : POINT;
  }
}
