package io.xisuan.cli.pricelist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.cli.CommandTest;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.translate.TariffTranslation;
import io.xisuan.operator.translate.Translation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesImportTest extends CommandTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("deploy/samples/tariff/graduated.yaml");
    private static final String HEAD =
            "tariff,version,from,supplier,vat_rate,item,sites,hours,from_device_hours,price\n";
    private static final PriceContext EMPTY = new PriceContext(
            Instant.parse("2026-06-01T00:00:00Z"), Language.EN, List.of(), Set.of(), PriceContext.Books.NONE);

    @TempDir
    private Path folder = Path.of(".");

    private Path write(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("prices.csv"), text.getBytes(charset));
    }

    /** Asks what rows would do to the sample. */
    private int rehearsed(Path file, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "tariff",
                "import",
                file.toString(),
                "--tariff",
                SAMPLE.toString(),
                "--dry-run",
                "-o",
                "json",
                "--lang",
                "en"));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private List<String> effects() throws IOException {
        List<String> effects = new ArrayList<>();
        for (JsonNode row : json().path("rows")) {
            effects.add("%s %s %s"
                    .formatted(
                            row.path("line").asText(),
                            row.path("effect").asText(),
                            row.path("detail").asText()));
        }
        return effects;
    }

    private static Tariff understood(io.xisuan.operator.api.v1alpha1.Tariff tariff) {
        return switch (TariffTranslation.tariff(tariff)) {
            case Translation.Done<Tariff> done -> done.value();
            case Translation.Refused<Tariff> refused -> throw new AssertionError(refused.problem());
        };
    }

    @Test
    void an_exported_list_says_all_of_it_and_changes_nothing() throws IOException {
        assertThat(run("tariff", "export", "--tariff", SAMPLE.toString(), "-o", "csv"))
                .isZero();
        Path file = write(out.toString(), StandardCharsets.UTF_8);
        assertThat(rehearsed(file)).as("%s", err).isZero();
        assertThat(effects()).hasSize(9).allMatch(effect -> effect.contains(" SAME "));
        PricePlan plan = PricePlan.of(PriceRow.read(file), EMPTY);
        assertThat(plan.effects()).noneMatch(PriceEffect::isRefused);
        assertThat(understood(plan.grown().getFirst()))
                .isEqualTo(understood(new ManifestReader()
                        .readLoose(List.of(SAMPLE))
                        .tariffs()
                        .getFirst()));
    }

    @Test
    void rows_in_chinese_and_gbk_make_a_new_version_over_the_one_before() throws IOException {
        Path file = write("""
                价目表,版本,生效日期,型号,站点,时段,阶梯起点卡时,含税单价,税率
                example-graduated,list-2027,2027/1/1,nvidia-h800-80g,east,,,11.00,
                example-graduated,list-2027,,nvidia-h800-80g,east,22:00-08:00,,-,
                example-graduated,list-2027,,ascend-910c,west、east,,,7.5,6%
                example-graduated,list-2027,,网络,east,,,0.08,9%
                """, Charset.forName("GBK"));
        assertThat(rehearsed(file)).as("%s", err).isZero();
        assertThat(effects())
                .contains(
                        "2 CHANGES 12.00 -> 11.00",
                        "3 CHANGES 8.40 -> ends",
                        "4 CHANGES west: 240.00/pflops-day x 780 -> 7.50; east: 7.50",
                        "5 SAME 0.08 (VAT 0.09)",
                        "null SAME not in the table, stays as in list-2026: 11.20");
        assertThat(effects().getFirst()).startsWith("2 NEW in force from 2027-01-01, after list-2026");
        assertThat(out.toString()).contains("costs more from 10000 device-hours on");
        Path made = folder.resolve("made.yaml");
        assertThat(run("tariff", "import", file.toString(), "--tariff", SAMPLE.toString(), "--out", made.toString()))
                .as("%s", err)
                .isZero();
        var tariff = new ManifestReader().readLoose(List.of(made)).tariffs().getFirst();
        assertThat(tariff.getSpec().versions().getFirst())
                .isEqualTo(new ManifestReader()
                        .readLoose(List.of(SAMPLE))
                        .tariffs()
                        .getFirst()
                        .getSpec()
                        .versions()
                        .getFirst());
        assertThat(understood(tariff).versions().getLast().rules())
                .extracting(rule -> rule.site() + " " + rule.model().id() + " "
                        + rule.price().formatted())
                .containsExactlyInAnyOrder(
                        "east nvidia-h800-80g 11.00", "west ascend-910c 7.50", "east ascend-910c 7.50");
        assertThat(run("tariff", "import", file.toString(), "--tariff", made.toString(), "--dry-run", "-o", "json"))
                .isZero();
        assertThat(effects()).hasSize(4).allMatch(effect -> effect.contains(" SAME "));
    }

    @Test
    void a_recorded_price_is_not_rewritten_and_one_refused_row_keeps_all_from_being_written() throws IOException {
        Path file = write(HEAD + """
                example-graduated,list-2026,,,,nvidia-h800-80g,east,,,11.00
                example-graduated,old,2026-02-01,,,nvidia-h800-80g,east,,,11.00
                example-graduated,list-2028,2098-01-01,,,nvidia-h900,east,,,11.00
                example-graduated,list-2028,,,,nvidia-h800-80g,west,,100,11
                example-graduated,list-2028,,,,nvidia-h800-80g,east,,,10
                example-graduated,list-2028,,,,nvidia-h800-80g,east,,,9
                example-graduated,list-2028,,,,hygon-k100-ai,east,,,-
                another,,2098-01-01,,,nvidia-h800-80g,east,,,10
                """, StandardCharsets.UTF_8);
        assertThat(rehearsed(file)).isEqualTo(1);
        assertThat(effects().stream().filter(effect -> effect.contains(" REFUSED ")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("2 ").contains("never changes (12.00 -> 11.00)"),
                        old -> assertThat(old).startsWith("3 ").contains("from: 2026-02-01 is over"),
                        model -> assertThat(model).startsWith("4 ").contains("item: there is no \"nvidia-h900\""),
                        step -> assertThat(step).startsWith("5 ").contains("a step needs the price before it"),
                        twice -> assertThat(twice).startsWith("7 ").contains("line 6 says this price"),
                        ends -> assertThat(ends).startsWith("8 ").contains("no such price"),
                        seller -> assertThat(seller).startsWith("9 ").contains("supplier: a price list that is new"));
        Path made = folder.resolve("none.yaml");
        assertThat(run("tariff", "import", file.toString(), "--tariff", SAMPLE.toString(), "--out", made.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("7 refused: nothing was written");
        assertThat(made).doesNotExist();
    }

    @Test
    void what_the_rules_of_prices_refuse_is_said_of_the_version() throws IOException {
        Path dear = write(
                HEAD.replace("price", "price,billable_from,invoice_item")
                        + "dear,v1,2098-01-01,example-compute,0.06,nvidia-a100-80g,east,,,9000,gang-running,*服务*\n"
                        + "twice,v1,2026-02-01,example-compute,0.06,nvidia-h800-80g,east,,,9,gang-running,*服务*\n",
                StandardCharsets.UTF_8);
        assertThat(rehearsed(dear)).isEqualTo(1);
        assertThat(effects())
                .anyMatch(effect -> effect.startsWith("2 REFUSED ") && effect.contains("passes the plausible"))
                .anyMatch(effect ->
                        effect.startsWith("3 REFUSED ") && effect.contains("both price nvidia-h800-80g at east"));
    }

    /** As a cluster has it; a list that changes meanwhile has another resource version and is left alone. */
    @Test
    void a_list_of_a_cluster_grows_with_the_version_that_was_read() throws IOException {
        var there = new ManifestReader().readLoose(List.of(SAMPLE)).tariffs().getFirst();
        there.getMetadata().setResourceVersion("7");
        there.getMetadata().setUid("a-uid");
        PriceContext cluster =
                new PriceContext(EMPTY.now(), Language.EN, List.of(there), Set.of("east"), PriceContext.Books.NONE);
        Path file = write(
                HEAD + "example-graduated,next,2027-01-01,,,nvidia-h800-80g,east,,,11.00\n", StandardCharsets.UTF_8);
        PricePlan plan = PricePlan.of(PriceRow.read(file), cluster);
        assertThat(plan.effects()).noneMatch(PriceEffect::isRefused);
        assertThat(plan.grown().getFirst().getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(plan.manifests()).contains("name: \"next\"").doesNotContain("resourceVersion", "a-uid");
    }

    @Test
    void the_template_is_a_table_that_can_be_imported_in_both_languages() throws IOException {
        for (String language : List.of("zh", "en")) {
            assertThat(run("tariff", "import", "--template", "--lang", language))
                    .isZero();
            Path file = write(out.toString(), StandardCharsets.UTF_8);
            PricePlan plan = PricePlan.of(PriceRow.read(file), EMPTY);
            assertThat(plan.effects()).noneMatch(PriceEffect::isRefused);
            assertThat(plan.grown()).hasSize(1);
        }
    }

    @Test
    void a_file_that_is_no_table_of_prices_is_bad_input() throws IOException {
        for (String text : List.of("tariff,from\nx,2026-01-01\n", HEAD.replace("price", "preis") + "a,b\n", HEAD, "")) {
            assertThat(rehearsed(write(text, StandardCharsets.UTF_8))).as(text).isEqualTo(2);
            assertThat(err.toString()).as(text).hasLineCount(1).contains("--template");
        }
        assertThat(run("tariff", "import", "prices.csv", "--tariff", SAMPLE.toString()))
                .isEqualTo(2);
        assertThat(run("tariff", "import")).isEqualTo(2);
    }
}
