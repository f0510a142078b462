package io.xisuan.cli.programmes;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.CommandTest;
import io.xisuan.operator.programmes.ShippedProgrammes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgrammesCommandsTest extends CommandTest {
    private static final Path TUTORIAL =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("docs/user/write-a-programme.md");

    @TempDir
    private Path folder = Path.of(".");

    private List<String> found(String field) throws IOException {
        return json().findValuesAsText(field);
    }

    @Test
    void the_list_names_every_programme_and_what_is_not_known() throws IOException {
        assertThat(run("programmes", "list", "-o", "json")).isZero();
        assertThat(found("id")).containsExactlyElementsOf(ShippedProgrammes.IDS);
        assertThat(json().findParents("unknown")).isNotEmpty();
    }

    @Test
    void a_programme_is_shown_rule_by_rule_with_its_source() throws IOException {
        assertThat(run("programmes", "show", "nanning-2025", "-o", "json")).isZero();
        assertThat(found("rule")).contains("rates", "dayShare", "rounding");
        assertThat(run("programmes", "show", "nowhere-2025")).isEqualTo(2);
        assertThat(err.toString()).contains("no programme \"nowhere-2025\"; known are");
    }

    @Test
    void a_case_is_paid_refused_or_not_eligible() throws IOException {
        assertThat(run(
                        "programmes",
                        "evaluate",
                        "nanning-2025",
                        "--settled",
                        "200000",
                        "--contract",
                        "2025-01-01..2026-12-31",
                        "-o",
                        "json"))
                .isZero();
        assertThat(json().path("subsidy").path("amount").asText()).isEqualTo("2.5102");
        assertThat(json().path("subsidy").path("unit").asText()).isEqualTo("CNY_10K");
        assertThat(json().path("parts").isArray()).isTrue();
        assertThat(run("programmes", "evaluate", "qingyang-2024", "--fee", "16666.66", "-o", "json"))
                .isEqualTo(1);
        assertThat(json().path("rule").asText()).isEqualTo("minimum");
        assertThat(run("programmes", "evaluate", "qingyang-2024", "--fee", "70000", "--buyer-kind", "person"))
                .isEqualTo(1);
        assertThat(run("programmes", "evaluate", "chengdu-2025", "--settled", "100000"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is unknown here");
    }

    @Test
    void a_grant_bounds_what_its_programme_pays() throws IOException {
        assertThat(run(
                        "programmes",
                        "evaluate",
                        "qingyang-2024",
                        "--fee",
                        "70000",
                        "--grant",
                        "15000",
                        "--set",
                        "supplierListed=true",
                        "--set",
                        "related=false",
                        "--set",
                        "ownUse=true",
                        "--set",
                        "ownBuilt=false",
                        "-o",
                        "json"))
                .isZero();
        assertThat(json().path("subsidy").path("amount").asText()).isEqualTo("15000.00");
    }

    @Test
    void each_of_several_programmes_is_told_what_those_before_it_pay() throws IOException {
        assertThat(run(
                        "programmes",
                        "evaluate",
                        "nanning-2025",
                        "qingyang-2024",
                        "--settled",
                        "200000",
                        "--fee",
                        "70000",
                        "--contract",
                        "2025-01-01..2026-12-31",
                        "-o",
                        "json"))
                .isZero();
        assertThat(found("outcome")).containsExactly("paid", "unknown");
        assertThat(json().path("programmes").path(1).path("why").asText()).isNotBlank();
        assertThat(json().path("total"))
                .isEqualTo(json().path("programmes").path(0).path("amount"));
    }

    @Test
    void a_shipped_manifest_is_printed_as_it_was_written() {
        assertThat(run("programmes", "manifest", "nanning-2025")).isZero();
        assertThat(out.toString()).isEqualTo("---\n" + ShippedProgrammes.manifest("nanning-2025"));
        assertThat(run("programmes", "manifest", "nowhere-2025")).isEqualTo(2);
    }

    @Test
    void no_shipped_definition_has_an_error() throws IOException {
        for (String id : ShippedProgrammes.IDS) {
            Path file = Files.writeString(folder.resolve(id + ".yaml"), ShippedProgrammes.manifest(id));
            assertThat(run("programmes", "lint", file.toString())).as(id).isZero();
        }
    }

    @Test
    void lint_names_all_that_is_wrong_at_once() throws IOException {
        String text = ShippedProgrammes.manifest("nanning-2025")
                .replaceFirst("(?m)^ +yearOf: .*\\n", "")
                .replaceFirst("bindBy: \\{value", "bindBy: {unknown: \"what\", value")
                .replaceFirst("rate: \"0.30\"", "rate: \"30\"")
                .replaceFirst("sites: \\{.*\\}", "sites: {none: true}")
                .replaceFirst("value: \"2025-12-31\"", "value: \"2024-12-31\"");
        Path file = Files.writeString(folder.resolve("bad.yaml"), text);
        assertThat(run("programmes", "lint", file.toString(), "-o", "json")).isEqualTo(1);
        assertThat(found("field"))
                .contains(
                        "spec.versions[0].limits.yearOf",
                        "spec.versions[0].validity.bindBy",
                        "spec.versions[0].calculation.rates.value.tiers[0].rate",
                        "spec.versions[0].purchase.sites",
                        "spec.versions[0].validity.to");
        assertThat(found("todo")).noneMatch(String::isBlank);
        assertThat(run("programmes", "lint", folder.resolve("none.yaml").toString()))
                .isEqualTo(2);
    }

    @Test
    void lint_warns_of_figures_and_words_that_contradict_each_other() throws IOException {
        String text = ShippedProgrammes.manifest("nanning-2025")
                .replaceFirst("poolPerYear: \\{value: \"50000000\"", "poolPerYear: {value: \"500\"")
                .replaceFirst(
                        "stacking: \\{.*\\}",
                        "stacking: {value: {kind: \"best-of-group\", group: \"alone\", totalAtMost: [{rate: \"0.10\"}]}, source: \"南宁市 2025 问答\", confidence: B}")
                .replaceFirst(
                        "issuedEvery: \\{.*\\}", "issuedEvery: {value: \"month\", source: \"hearsay\", confidence: B}");
        Path file = Files.writeString(folder.resolve("doubtful.yaml"), text);
        assertThat(run("programmes", "lint", file.toString(), "-o", "json")).isZero();
        assertThat(found("problem"))
                .contains(
                        "is 2000000, more than poolPerYear for all buyers, 500",
                        "the group \"alone\" has no other programme",
                        "totalAtMost is 0.10, below the programme's own rate, 0.30",
                        "is given, but settlement is no later-voucher",
                        "\"hearsay\" names no document");
    }

    @Test
    void the_definition_of_the_tutorial_has_no_error_and_pays_what_the_page_says() throws IOException {
        String page = Files.readString(TUTORIAL);
        Path file = Files.writeString(
                folder.resolve("west-2026.yaml"), blocks(page, "yaml").getLast());
        assertThat(run("programmes", "lint", file.toString(), "-o", "json")).isZero();
        assertThat(found("severity")).containsOnly("warning");
        Path draft = Files.writeString(
                folder.resolve("draft.yaml"), blocks(page, "yaml").getFirst());
        assertThat(run("programmes", "lint", draft.toString(), "-o", "json")).isEqualTo(1);
        assertThat(found("field"))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(page).contains(field));
        assertThat(run("programmes", "lint", file.toString(), "-o", "json")).isZero();
        assertThat(found("field"))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(page).contains(field));
        for (String command : blocks(page, "sh").getLast().strip().split("\n", -1)) {
            String[] words = command.replace("./xisuan ", "")
                    .replace("west-2026.yaml", file.toString())
                    .split(" ", -1);
            run(words);
            String printed = out + err.toString();
            assertThat(page).contains(printed.lines().toList().getLast());
        }
    }

    private static List<String> blocks(String page, String language) {
        Matcher matcher =
                Pattern.compile("(?s)```%s\\n(.*?)```".formatted(language)).matcher(page);
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
