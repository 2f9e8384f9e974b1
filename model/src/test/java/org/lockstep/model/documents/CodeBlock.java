package org.lockstep.model.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a document.
 *
 * @param page the document, as in docs/data.md
 * @param line the number of its first line within the fence, from 1
 * @param language the word behind the fence, empty if there is none
 * @param lines what stands between the fences
 */
public record CodeBlock(String page, int line, String language, List<String> lines) {
  /** The root of the project. Tests run in the directory of their module. */
  public static final Path HOME = Path.of("").toAbsolutePath().getParent();

  private static final String FENCE = "```";

  /**
   * A command of a block, as it is shown: the line breaks behind its backslashes are in it.
   *
   * @param block where it stands
   * @param line the number of its first line in the page
   * @param text its words
   */
  public record Command(CodeBlock block, int line, String text) {
    @Override
    public String toString() {
      return block.page + ":" + line + ": " + text;
    }
  }

  /**
   * The pages at the top, in docs/, and of the Python package. Translations are left out: another
   * test holds their code to the original's.
   */
  public static List<String> pages() throws IOException {
    List<String> pages = new ArrayList<>();
    for (String folder : List.of("", "docs", "python")) {
      try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
        files
            .map(file -> HOME.relativize(file).toString())
            .filter(file -> file.endsWith(".md") && !file.endsWith(".zh-CN.md"))
            .sorted()
            .forEach(pages::add);
      }
    }
    return pages;
  }

  /** The blocks of a page, in order. */
  public static List<CodeBlock> of(String page) throws IOException {
    List<CodeBlock> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(HOME.resolve(page));
    for (int i = 0; i < lines.size(); i++) {
      String opening = lines.get(i).strip();
      if (opening.startsWith(FENCE)) {
        int first = i + 1;
        do {
          i++;
        } while (!lines.get(i).strip().equals(FENCE));
        blocks.add(
            new CodeBlock(
                page, first + 1, opening.substring(FENCE.length()), lines.subList(first, i)));
      }
    }
    return blocks;
  }

  /** The blocks of all pages. */
  public static List<CodeBlock> all() throws IOException {
    List<CodeBlock> blocks = new ArrayList<>();
    for (String page : pages()) {
      blocks.addAll(of(page));
    }
    return blocks;
  }

  /** Whether it shows commands of the shell. */
  public boolean isShell() {
    return List.of("sh", "bash", "shell", "console").contains(language);
  }

  /** The commands of a block of the shell. */
  public List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int first = i;
      while (lines.get(i).endsWith("\\")) {
        i++;
      }
      commands.add(
          new Command(this, line + first, String.join("\n", lines.subList(first, i + 1)).strip()));
    }
    return commands;
  }

  /** The text between the fences. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
