package org.lockstep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lockstep.model.error.Mention;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;

/**
 * {@code docs/options.md}. Its tables are the catalogue's: {@code mvn test -Dtest=OptionsPageTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages=write} writes them.
 */
class OptionsPageTest {
  private static final Path PAGE = Path.of("../docs/options.md");

  @Test
  void theTablesOfThePageAreThoseOfTheCatalogue() throws IOException {
    String page = Files.readString(PAGE);
    String right = page;
    for (Section section : TrainingSettings.CATALOGUE.sections()) {
      String heading = "## " + section.title() + "\n\n";
      Matcher table = Pattern.compile("\\Q" + heading + "\\E(\\|.*\n)*\n*").matcher(right);
      assertThat(table.find()).as(heading).isTrue();
      right = table.replaceFirst(Matcher.quoteReplacement(heading + table(section) + "\n"));
    }
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(PAGE, right);
      return;
    }
    assertThat(page.lines())
        .as("docs/options.md, which this test writes with -Dpages=write")
        .containsExactlyElementsOf(right.lines().toList());
  }

  private static String table(Section section) {
    StringBuilder table = new StringBuilder("| | |\n|---|---|\n");
    for (Setting<?> setting : section.settings()) {
      table.append("| `").append(OptionNames.of(setting.name()));
      table.append(setting.label().isEmpty() ? "" : " " + setting.label().replace("|", "\\|"));
      table.append("` | ").append(meaning(setting)).append(" |\n");
    }
    return table.toString();
  }

  private static String meaning(Setting<?> setting) {
    String bracket = setting.defaultInWords().map(words -> " [" + words + "]").orElse("");
    String more = setting.page().map(page -> "; see [more](" + page + ")").orElse("");
    return Mention.told(setting.help() + bracket + more, name -> "`" + OptionNames.of(name) + "`")
        .replace("|", "\\|");
  }
}
