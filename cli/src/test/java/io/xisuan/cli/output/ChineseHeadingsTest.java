package io.xisuan.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.rendering.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every heading that a command writes in English has its Chinese word. */
class ChineseHeadingsTest {
    private static final Pattern COLUMN =
            Pattern.compile("Column\\s*\\.(?:text|name|number)\\(\\s*\"([A-Za-z]*)\"\\s*,\\s*\"([^\"]*)\"\\s*\\)");
    private static final Path SOURCES =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("cli/src/main/java");

    @Test
    void every_heading_of_every_command_has_a_chinese_word() throws IOException {
        TreeSet<String> without = new TreeSet<>();
        int seen = 0;
        for (Path file : sources()) {
            Matcher column = COLUMN.matcher(Files.readString(file));
            while (column.find()) {
                seen++;
                Column written = Column.text(column.group(1).isEmpty() ? "key" : column.group(1), column.group(2));
                boolean said = !written.title().matches("[ -~]*[a-zA-Z][ -~]*")
                        || ChineseHeadings.chinese(written).isPresent();
                if (!said) {
                    without.add("%s: %s".formatted(file.getFileName(), written.title()));
                }
            }
        }

        assertThat(seen).isGreaterThan(400);
        assertThat(without)
                .as("write language.of(zh, en), or a line of headings.zh.txt")
                .isEmpty();
    }

    @Test
    void a_table_has_chinese_headings_for_those_who_read_chinese_and_its_rows_stay() {
        Table table = Table.of(
                        Column.name("site", "Site"), Column.number("refuses", "new starts"), Column.text("x", "自有"))
                .row("east", 1, "zh")
                .build();

        assertThat(TableText.lines(table, new TableText.Look(0, false, Language.ZH)))
                .containsExactly("站点  能否新启动  自有", "----------------------", "east           1  zh");
        assertThat(TableText.lines(table, 0)).first().asString().startsWith("Site");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
