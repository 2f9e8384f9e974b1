package org.lockstep.model.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.Precision;

class NpyFormatTest {

  @Test
  void theHeaderIsAsNumPyWritesIt() {
    byte[] npy = Models.npy(Precision.FLOAT, List.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertThat(npy).hasSize(128 + 24);
    assertThat(new String(npy, 0, 128, ISO_8859_1))
        .isEqualTo(
            "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape': (2,"
                + " 3), }"
                + " ".repeat(128 - 10 - 59 - 1)
                + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8191, 8192, 8193, 16383, 16384, 16385, 40000})
  void valuesReadBackAcrossTheEdgesOfBuffers(int length) throws IOException {
    for (Precision precision : Precision.values()) {
      FlatVector values = FlatVector.zeros(precision, length);
      for (int i = 0; i < length; i++) {
        values.set(i, i / 3.0);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      NpyFormat.write(List.of(length), values, 0, length, out);
      NpyArray array = read(out.toByteArray());
      assertThat(array.shape()).containsExactly(length);
      assertThat(Models.values(array.values())).isEqualTo(Models.values(values));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", "<f8", ">f4", ">f8"})
  void bothByteOrdersAndBothArrayOrdersGiveTheSameArray(String descr) throws IOException {
    double[] byRows = {1, 2, 3, 4, 5, 6};
    double[] byColumns = {1, 4, 2, 5, 3, 6};
    List<Double> expected = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    for (int version = 1; version <= 3; version++) {
      NpyArray c = read(npy(version, header(descr, false, "(2, 3)"), descr, byRows));
      NpyArray f = read(npy(version, header(descr, true, "(2, 3)"), descr, byColumns));
      assertThat(c.shape()).isEqualTo(f.shape()).containsExactly(2, 3);
      assertThat(Models.values(c.values())).isEqualTo(expected);
      assertThat(Models.values(f.values())).isEqualTo(expected);
    }
  }

  @Test
  void threeDimensionsAreReadOnlyInCOrder() throws IOException {
    NpyArray array = read(npy(1, header("<f8", false, "(2, 1, 1)"), "<f8", 1, 2));
    assertThat(array.shape()).containsExactly(2, 1, 1);
    assertThat(Models.values(array.values())).containsExactly(1.0, 2.0);
    assertThatThrownBy(() -> read(npy(1, header("<f8", true, "(2, 1, 1)"), "<f8", 1, 2)))
        .hasMessage(
            "[a.npy] expected three dimensions in C order but found Fortran order: use"
                + " numpy.ascontiguousarray");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr':'<f8','fortran_order':False,'shape':(2,)}",
        "{\"shape\": (2L,), \"fortran_order\": True, \"descr\": \"<f8\"}  \n",
        "  {'fortran_order': False , 'shape' : ( 2 , ) , 'descr' : '<f8' , }",
      })
  void headersCanHaveAnyFormThatPythonAllows(String header) throws IOException {
    assertThat(Models.values(read(npy(1, header, "<f8", 7, 8)).values())).containsExactly(7.0, 8.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          |O  ; (2,)      ; expected numbers of type '<f4', '<f8', '>f4' or '>f8' but found objects: '|O'
          <i8 ; (2,)      ; expected numbers of type '<f4', '<f8', '>f4' or '>f8' but found '<i8'
          <f2 ; (2,)      ; expected numbers of type '<f4', '<f8', '>f4' or '>f8' but found '<f2'
          =f8 ; (2,)      ; expected numbers of type '<f4', '<f8', '>f4' or '>f8' but found '=f8'
          <f8 ; ()        ; expected one to three dimensions but found shape ()
          <f8 ; (1, 1, 1, 2) ; expected one to three dimensions but found shape (1, 1, 1, 2)
          <f8 ; (3,)      ; expected 3 values of 8 bytes but found the end after 2
          <f8 ; (1,)      ; expected the end after 1 values but found more bytes
          <f8 ; (2147483639,) ; expected 2147483639 values of 8 bytes but found the end after 2
          <f8 ; (2147483640,) ; expected at most 2147483639 values but found shape (2147483640,)
          <f8 ; (65536, 65536) ; expected at most 2147483639 values but found shape (65536, 65536)
          <f8 ; (4294967296, 4294967296) ; expected at most 2147483639 values but found shape (4294967296, 4294967296)
          <f8 ; (0, 999999999999999999) ; expected at most 2147483639 values but found shape (0, 999999999999999999)
          """)
  void unsupportedTypesAndShapesAreRefused(String descr, String shape, String message) {
    assertThatThrownBy(() -> read(npy(1, header(descr, false, shape), "<f8", 1, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[a.npy] " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{'descr': '<f8', 'fortran_order': False}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'shape': (2,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-2,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (9999999999999999999,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)} + evil()",
        "{'descr: '<f8', 'fortran_order': False, 'shape': (2,)}",
      })
  void aMalformedHeaderIsRefused(String header) {
    assertThatThrownBy(() -> read(npy(1, header, "<f8", 1, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[a.npy] expected a npy header with descr, fortran_order and shape but found "
                + BadInputException.quote(header));
  }

  @Test
  void aStructuredTypeIsRefused() {
    String header = "{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (2,)}";
    assertThatThrownBy(() -> read(npy(1, header, "<f8", 1, 2)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "[a.npy] expected numbers of type '<f4', '<f8', '>f4' or '>f8' but found objects:"
                + " '[('a', '|O')], 'fortran_order': False, 'shape': (2,)}'");
  }

  @Test
  void aHeaderLongerThanTheFileIsRefusedWithoutAllocatingIt() {
    byte[] npy = npy(2, header("<f8", false, "(2,)"), "<f8", 1, 2);
    npy[11] = 0x7f; // the highest byte of the length
    assertThatThrownBy(() -> read(npy))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[a.npy] expected a header of at most 10000 bytes but found 2130706489 bytes");
    byte[] shorter = npy(1, header("<f8", false, "(2,)"), "<f8");
    shorter[8] = (byte) 200;
    assertThatThrownBy(() -> read(shorter))
        .isInstanceOf(BadInputException.class)
        .hasMessage("[a.npy] expected a header of 200 bytes but found the end after 57");
  }

  @Test
  void otherFormatsAndVersionsAreRefused() {
    assertThatThrownBy(() -> read(new byte[0]))
        .hasMessage("[a.npy] expected a NumPy array (npy) but found other bytes");
    byte[] npy = npy(1, header("<f8", false, "(2,)"), "<f8", 1, 2);
    npy[6] = 4;
    assertThatThrownBy(() -> read(npy))
        .hasMessage("[a.npy] expected npy version 1.0, 2.0 or 3.0 but found 4.0");
  }

  @Test
  void anArrayTruncatedAnywhereIsRefused() {
    byte[] npy = Models.npy(Precision.DOUBLE, List.of(2, 2), 1, 2, 3, 4);
    for (int length = 0; length < npy.length; length++) {
      byte[] cut = Arrays.copyOf(npy, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d of %d bytes", length, npy.length)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("[a.npy] expected ");
    }
  }

  private static NpyArray read(byte[] npy) throws IOException {
    return NpyFormat.read("a.npy", new ByteArrayInputStream(npy));
  }

  private static String header(String descr, boolean fortran, String shape) {
    return "{'descr': '"
        + descr
        + "', 'fortran_order': "
        + (fortran ? "True" : "False")
        + ", 'shape': "
        + shape
        + ", }";
  }

  private static byte[] npy(int version, String header, String descr, double... values) {
    boolean isFloat = descr.endsWith("4");
    ByteBuffer npy =
        ByteBuffer.allocate(12 + header.length() + 8 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("\u0093NUMPY".getBytes(ISO_8859_1))
            .put((byte) version)
            .put((byte) 0);
    if (version == 1) {
      npy.putShort((short) header.length());
    } else {
      npy.putInt(header.length());
    }
    npy.put(header.getBytes(ISO_8859_1));
    npy.order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (isFloat) {
        npy.putFloat((float) value);
      } else {
        npy.putDouble(value);
      }
    }
    return Arrays.copyOf(npy.array(), npy.position());
  }
}
