package org.lockstep.spark.read.source;

import java.nio.charset.Charset;
import java.util.List;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.ListTypes;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingTypes;

/** The settings for reading files. */
public final class ReadingSettings {
  /** The format. */
  public static final Setting<Format> FORMAT =
      Setting.named("format", SettingTypes.word(Format.class))
          .label("FORMAT")
          .help(SettingTypes.anyOf(Format.class))
          .otherwise("by suffix and content")
          .build();

  /** Options of Spark's reader. */
  public static final Setting<ReaderOptions> READ_OPTION =
      Setting.named("read-option", ReaderOptions.type())
          .label("NAME=VALUE,...")
          .help(
              "Options for Spark's reader of "
                  + FORMAT
                  + ", such as `dbtable=sales` or `multiLine=true`; can be given several times,"
                  + " secrets are not recorded")
          .byDefault("none", ReaderOptions.NONE)
          .unrecorded(ReaderOptions.NONE)
          .page("data.md#sources")
          .build();

  /** The target columns. */
  public static final Setting<List<String>> TARGET =
      Setting.named("target", ListTypes.texts())
          .label("COL,...")
          .help("Target column(s), separated by commas")
          .byDefault(
              "label; in a CSV without header, where columns are numbered from 1, the last",
              List.of())
          .build();

  /** The column of weights. */
  public static final Setting<String> WEIGHT =
      Setting.named("weight", SettingTypes.text())
          .label("COL")
          .help("Column of row weights, at least 0 and not 0 for all rows")
          .build();

  /** Whether CSV has a header. */
  public static final Setting<Header> HEADER =
      Setting.named("header", SettingTypes.word(Header.class))
          .label("auto|present|absent")
          .help("Whether CSV files begin with a header")
          .byDefault("`auto`: detected", Header.AUTO)
          .build();

  /** What separates the fields of CSV. */
  public static final Setting<Character> SEPARATOR =
      Setting.named(
              "separator",
              SettingTypes.written(DialectOptions::separator, ReadingSettings::separator))
          .label("C|tab|blanks")
          .help("Separator of CSV fields: a character, `tab` or `blanks`")
          .otherwise("detected: comma, semicolon, tab, `|` or blanks")
          .build();

  /** The decimal sign of CSV. */
  public static final Setting<Decimal> DECIMAL =
      Setting.named("decimal", SettingTypes.word(Decimal.class))
          .label("point|comma")
          .help("Decimal sign of numbers in CSV")
          .otherwise("detected")
          .build();

  /** The encoding of CSV. */
  public static final Setting<Charset> ENCODING =
      Setting.named("encoding", SettingTypes.written(DialectOptions::encoding, Charset::name))
          .label("NAME")
          .help("Encoding of CSV, such as `UTF-8`, `windows-1252` or `UTF-16LE`")
          .otherwise("detected")
          .build();

  /** The decimal sign. */
  public enum Decimal {
    /** As in 1.5. */
    POINT,
    /** As in 1,5. */
    COMMA
  }

  private static String separator(char sign) {
    return switch (sign) {
      case '\t' -> "tab";
      case Dialect.BLANKS -> "blanks";
      default -> String.valueOf(sign);
    };
  }

  /** The size of images. */
  public static final Setting<ImageSize> IMAGE_SIZE =
      Setting.named("image-size", SettingTypes.written(ImageSize::parse, ImageSize::toString))
          .label("N|WxH")
          .help("Width and height to which images are resized, `32` or `64x48`")
          .otherwise("none: all must have the first image's size")
          .build();

  /** A file of labels. */
  public static final Setting<String> LABELS =
      Setting.named("labels", SettingTypes.text())
          .label("PATH")
          .help("Labels of IDX images, or of an HDF5 or npz array")
          .build();

  /** The settings of every command that reads data. */
  public static final Section SECTION =
      new Section(
          "Reading",
          List.of(
              FORMAT,
              READ_OPTION,
              TARGET,
              WEIGHT,
              HEADER,
              SEPARATOR,
              DECIMAL,
              ENCODING,
              ColumnSettings.MISSING_VALUES,
              IMAGE_SIZE));

  private ReadingSettings() {}
}
