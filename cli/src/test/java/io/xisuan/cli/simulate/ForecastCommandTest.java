package io.xisuan.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {
    private static final long HOUR = 3_600_000L;
    /** A Monday, midnight in China. */
    private static final long MONDAY = 1_788_710_400_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit before each test
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Four weeks in which the owner works from nine to six on weekdays. */
    @BeforeEach
    void usage() throws IOException {
        StringBuilder lines = new StringBuilder("instant_millis,devices\n");
        for (int day = 0; day < 28; day++) {
            boolean weekend = day % 7 >= 5;
            lines.append("%d,4\n".formatted(MONDAY + day * 24L * HOUR));
            lines.append("%d,%d\n".formatted(MONDAY + (day * 24 + 9) * HOUR, weekend ? 4 : 60));
            lines.append("%d,4\n".formatted(MONDAY + (day * 24 + 18) * HOUR));
        }
        lines.append("%d,0\n".formatted(MONDAY + 28 * 24 * HOUR));
        Files.writeString(folder.resolve("use.csv"), lines);
    }

    private int run(String usage, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("forecast", "--usage", folder.resolve(usage).toString()));
        arguments.addAll(List.of(more));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }

    @Test
    void the_rules_are_compared_and_the_next_day_is_told_in_the_hours_of_the_site() {
        assertThat(run("use.csv")).isZero();
        assertThat(out.toString().lines().toList())
                .anyMatch(line -> line.startsWith("forecast "))
                .anyMatch(line -> line.startsWith("yesterday "))
                .anyMatch(line -> line.startsWith("last-week "))
                .anyMatch(line -> line.startsWith("Mon 2026-10-05 00:00"))
                .anyMatch(line -> line.endsWith(" 60"));
        assertThat(out.toString()).contains("336 hours foretold");
    }

    @Test
    void json_has_the_back_test_and_what_to_keep() throws IOException {
        assertThat(run("use.csv", "-o", "json", "--quantile", "950")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/backTest/perMille").asInt()).isEqualTo(950);
        assertThat(json.at("/backTest/scores/0/rule").asText()).isEqualTo("forecast");
        assertThat(json.at("/keep/0/atMillis").asLong()).isEqualTo(MONDAY + 28 * 24 * HOUR);
    }

    @Test
    void a_file_that_says_nothing_of_use_is_refused_with_its_place() throws IOException {
        Files.writeString(folder.resolve("bad.csv"), "instant_millis,devices\n5,1\n5,2\n");
        assertThat(run("bad.csv")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("xisuan: " + folder.resolve("bad.csv")
                        + ":3: instant_millis: 5 does not come after the 5 above it");
        Files.writeString(folder.resolve("other.csv"), "time,gpus\n5,1\n");
        assertThat(run("other.csv")).isEqualTo(2);
        assertThat(err.toString()).contains(":1: header:");
        Files.writeString(folder.resolve("short.csv"), "instant_millis,devices\n0,1\n7200000,1\n");
        assertThat(run("short.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("too few");
        Files.writeString(folder.resolve("one.csv"), "instant_millis,devices\n0,1\n");
        assertThat(run("one.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("fewer than two lines");
    }

    @Test
    void wrong_options_are_named() {
        assertThat(run("use.csv", "--quantile", "1000")).isEqualTo(2);
        assertThat(err.toString()).contains("--quantile 1000");
        assertThat(run("use.csv", "--zone", "Shanghai")).isEqualTo(2);
        assertThat(err.toString()).contains("no offset as +08:00");
        assertThat(run("use.csv", "--ahead-hours", "0")).isEqualTo(2);
    }
}
