package io.xisuan.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    private ChangedQuickstart quickstart = new ChangedQuickstart(folder);

    @BeforeEach
    void copy_the_quickstart() throws IOException {
        quickstart = ChangedQuickstart.in(folder);
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
                "45-tariff.yaml | vatRate: \"0.06\" | vatRate: \"0.13\" | spec.vatRate",
                "contracts.csv | 50000.00 | 50000.005 | amount",
                "contracts.csv | 2025-01-06 | 2025-02-30 | signed_on",
                "suppliers.csv | 91640500MA0EXA55XH | 91640500MA0EXA55X1 | credit_code"
            })
    void one_wrong_value_is_refused_with_its_place(String file, String right, String wrong, String field)
            throws IOException {
        long line = quickstart.change(file, right, wrong);
        String message = refused();
        assertThat(message).contains(file + ":").contains(field);
        assertThat(message)
                .containsPattern(file.replace(".", "\\.") + ":(" + line + "|" + (line + 1) + "|" + (line - 1) + "):");
    }

    @Test
    void a_folder_with_other_files_is_not_overwritten() throws IOException {
        Files.createDirectories(quickstart.out());
        Files.writeString(quickstart.out().resolve("thesis.txt"), "mine");
        assertThat(refused()).contains("holds other files");
        assertThat(quickstart.out().resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void yaml_that_refers_to_itself_is_refused_by_file() throws IOException {
        Path vouchers = quickstart.file("50-vouchers.yaml");
        Files.writeString(
                vouchers, Files.readString(vouchers).replace("number: CD-SLQ-2025-0042", "number: &a {x: *a}"));
        assertThat(refused()).contains("50-vouchers.yaml:");
    }

    @Test
    void a_letter_pays_once() throws IOException {
        Path vouchers = quickstart.file("50-vouchers.yaml");
        String text = Files.readString(vouchers);
        int at = text.indexOf("apiVersion");
        String first = text.substring(at, text.indexOf("---", at));
        Files.writeString(vouchers, text + "---\n" + first.replace("name: qingyang-2025-0113", "name: again"));
        assertThat(refused()).contains("spec.number").contains("a letter pays once");
    }

    @Test
    void a_month_that_is_none_or_has_no_job_is_refused() throws IOException {
        assertThat(refused("--month", "2025-13")).contains("--month").contains("YYYY-MM");
        assertThat(refused("--month", "2025-09")).contains("no TrainingJob");
    }

    @Test
    void bytes_that_are_no_text_are_refused_by_file() throws IOException {
        Files.write(quickstart.file("contracts.csv"), new byte[] {(byte) 0xd6, (byte) 0xd0, '\n'});
        assertThat(refused()).contains("contracts.csv").contains("UTF-8");
    }

    @Test
    void a_missing_csv_is_named() throws IOException {
        Files.delete(quickstart.file("contracts.csv"));
        assertThat(refused()).contains("contracts.csv is missing");
    }

    private String refused(String... more) throws IOException {
        ChangedQuickstart.Run run = quickstart.run(more);
        assertThat(run.code()).as(run.errors()).isEqualTo(2);
        assertThat(quickstart.out().resolve("summary.json")).doesNotExist();
        try (Stream<Path> rest = Files.list(folder)) {
            assertThat(rest.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".unfinished"));
        }
        return run.errors();
    }
}
