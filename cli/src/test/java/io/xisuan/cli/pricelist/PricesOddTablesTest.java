package io.xisuan.cli.pricelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.CommandTest;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TariffCommitment;
import io.xisuan.operator.api.v1alpha1.TariffSpec;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import io.xisuan.operator.manifest.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of prices as people leave them: rows out of order, terms here and there, columns without a heading. */
class PricesOddTablesTest extends CommandTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("deploy/samples/tariff/graduated.yaml");
    private static final String HEAD = "tariff,version,from,item,sites,price";
    private static final String ROW = "example-graduated,%s,%s,nvidia-h800-80g,east,%s\n";

    @TempDir
    private Path folder = Path.of(".");

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("prices.csv"), text, StandardCharsets.UTF_8);
    }

    private static Tariff sample() {
        return new ManifestReader().readLoose(List.of(SAMPLE)).tariffs().getFirst();
    }

    private PricePlan plan(String text, Tariff there) throws IOException {
        PriceContext context = new PriceContext(
                Instant.parse("2026-06-01T00:00:00Z"), Language.EN, List.of(there), Set.of(), PriceContext.Books.NONE);
        return PricePlan.of(PriceRow.read(write(text)), context);
    }

    private static List<String> refusals(PricePlan plan) {
        return plan.effects().stream()
                .filter(PriceEffect::isRefused)
                .map(PriceEffect::detail)
                .toList();
    }

    private static TariffCommitment owed(PricePlan plan) {
        TariffVersion last = plan.grown().getFirst().getSpec().versions().getLast();
        return Optional.ofNullable(last.commitment()).orElseThrow();
    }

    @Test
    void versions_follow_each_other_in_time_whatever_the_order_of_their_rows() throws IOException {
        PricePlan plan = plan(
                HEAD + "\n" + ROW.formatted("later", "2028-01-01", "9") + ROW.formatted("sooner", "2027-01-01", "10"),
                sample());
        assertThat(refusals(plan)).isEmpty();
        assertThat(plan.grown().getFirst().getSpec().versions())
                .extracting(TariffVersion::name)
                .containsExactly("list-2026", "sooner", "later");
        assertThat(plan.effects())
                .anyMatch(effect -> effect.detail().contains("after sooner"))
                .anyMatch(effect -> effect.detail().contains("10.00 -> 9"));
    }

    @Test
    void terms_that_a_table_leaves_out_stay_one_by_one() throws IOException {
        PricePlan plan = plan(
                HEAD + ",minimum_per_month\n"
                        + ROW.formatted("next", "2027-01-01", "11").strip() + ",7000\n",
                sample());
        assertThat(refusals(plan)).isEmpty();
        TariffVersion next = plan.grown().getFirst().getSpec().versions().getLast();
        TariffCommitment owed = owed(plan);
        assertThat(owed.minimumPerMonth()).isEqualTo("7000.00");
        assertThat(owed.deviceHoursPerMonth()).isEqualTo(1000);
        assertThat(owed.shortfallPricePerDeviceHour()).isEqualTo("6.00");
        assertThat(next.lostWork())
                .isEqualTo(sample().getSpec().versions().getFirst().lostWork());
    }

    @Test
    void a_comma_stands_between_thousands_or_the_price_is_none() throws IOException {
        PricePlan plan = plan(HEAD + "\n" + ROW.formatted("next", "2027-01-01", "\"11,50\""), sample());
        assertThat(refusals(plan)).singleElement().asString().contains("11,50");
        PricePlan minimum = plan(
                HEAD + ",minimum_per_month\n"
                        + ROW.formatted("next", "2027-01-01", "11").strip() + ",\"7,000.00\"\n",
                sample());
        assertThat(refusals(minimum)).isEmpty();
        assertThat(owed(minimum).minimumPerMonth()).isEqualTo("7000.00");
    }

    @Test
    void a_new_version_comes_after_those_that_are_there() throws IOException {
        Tariff there = sample();
        PricePlan first = plan(HEAD + "\n" + ROW.formatted("far", "2028-01-01", "9"), there);
        Tariff grown = first.grown().getFirst();
        PricePlan between = plan(HEAD + "\n" + ROW.formatted("near", "2027-06-01", "10"), grown);
        assertThat(refusals(between)).singleElement().asString().contains("version far is there from 2028-01-01");
    }

    @Test
    void what_a_list_says_once_is_written_as_it_stands_there() throws IOException {
        Tariff there = sample();
        TariffSpec spec = there.getSpec();
        there.setSpec(new TariffSpec(spec.supplier(), "0.060", spec.invoiceItem(), spec.versions()));
        PricePlan plan = plan(
                HEAD + ",vat_rate\n" + ROW.formatted("next", "2027-01-01", "11").strip() + ",6%\n", there);
        assertThat(refusals(plan)).isEmpty();
        assertThat(plan.grown().getFirst().getSpec().vatRate()).isEqualTo("0.060");
    }

    @Test
    void columns_without_a_heading_may_be_there_and_say_nothing() throws IOException {
        String row = ROW.formatted("next", "2027-01-01", "11").strip();
        assertThat(refusals(plan(HEAD + ",,\n" + row + ",,\n", sample()))).isEmpty();
        assertThatThrownBy(() -> plan(HEAD + ",,\n" + row + ",,stray\n", sample()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 2: stray is in a column without a heading");
        assertThatThrownBy(() -> plan(HEAD + ",price\n" + row + ",12\n", sample()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two columns are called price");
        assertThatThrownBy(() -> plan(HEAD.replace("price", "单价") + "\n" + row + "\n", sample()))
                .as("with or without tax is not guessed")
                .isInstanceOf(InputException.class)
                .hasMessageContaining("column price is missing");
    }

    @Test
    void a_file_that_is_there_is_not_written_over() throws IOException {
        Path file = write(HEAD + "\n" + ROW.formatted("next", "2097-01-01", "11"));
        Path there = Files.writeString(folder.resolve("there.yaml"), "mine");
        assertThat(run("tariff", "import", file.toString(), "--tariff", SAMPLE.toString(), "--out", there.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there.yaml is there");
        assertThat(there).hasContent("mine");
    }
}
