package io.xisuan.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.Installation;
import io.xisuan.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: one message with file, line and field, exit code 2, and nothing written. */
class DemoRefusalTest {
    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void copy_the_quickstart() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        try (Stream<Path> files = Files.list(Installation.quickstart())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("in").resolve(file.getFileName().toString()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40-tenants.yaml | 91610131MA0EXA111U | 91610131MA0EXA1119 | spec.creditCode",
                "45-tariff.yaml | pricePerDeviceHour: \"9.60\" | pricePerDeviceHour: \"-9.60\" | pricePerDeviceHour",
                "50-vouchers.yaml | grantedOn: \"2025-01-10\" | grantedOn: \"2025-13-10\" | spec.grantedOn",
                "50-vouchers.yaml | programme: qingyang-2024 | programme: qingyang-2042 | spec.programme",
                "60-jobs.yaml | workers: 4 | workers: -4 | spec.workers",
                "60-jobs.yaml | devicesPerWorker: 8 | devicesPerWorkers: 8 | spec.devicesPerWorker",
                "10-sites.yaml | mode: place | mode: sell | spec.mode",
                "contracts.csv | 50000.00 | 50000.005 | amount",
                "contracts.csv | 2025-01-06 | 2025-02-30 | signed_on",
                "suppliers.csv | 91640500MA0EXA55XH | 91640500MA0EXA55X1 | credit_code"
            })
    void one_wrong_value_is_refused_with_its_place(String file, String right, String wrong, String field)
            throws IOException {
        Path changed = folder.resolve("in").resolve(file);
        String text = Files.readString(changed);
        int at = text.indexOf(right);
        assertThat(at).as("%s is in %s", right, file).isNotNegative();
        long line = text.substring(0, at).lines().count();
        Files.writeString(changed, text.substring(0, at) + wrong + text.substring(at + right.length()));
        String message = refused();
        assertThat(message).contains(file + ":").contains(field);
        assertThat(message)
                .containsPattern(file.replace(".", "\\.") + ":(" + line + "|" + (line + 1) + "|" + (line - 1) + "):");
    }

    @Test
    void a_folder_with_other_files_is_not_overwritten() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/thesis.txt"), "mine");
        assertThat(refused()).contains("holds other files");
        assertThat(folder.resolve("out/thesis.txt")).hasContent("mine");
    }

    @Test
    void a_missing_csv_is_named() throws IOException {
        Files.delete(folder.resolve("in/contracts.csv"));
        assertThat(refused()).contains("contracts.csv is missing");
    }

    private String refused() throws IOException {
        StringWriter errors = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(errors),
                "demo",
                "--manifests",
                folder.resolve("in").toString(),
                "--out",
                folder.resolve("out").toString());
        assertThat(code).as(errors.toString()).isEqualTo(2);
        assertThat(folder.resolve("out/summary.json")).doesNotExist();
        try (Stream<Path> rest = Files.list(folder)) {
            assertThat(rest.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".unfinished"));
        }
        return errors.toString();
    }
}
