package io.xisuan.cli.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.store.Store;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffDocument;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.cli.CommandTest;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TariffCommandsTest extends CommandTest {
    private static final Path SAMPLE =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("deploy/samples/tariff/graduated.yaml");

    @TempDir
    private Path folder = Path.of(".");

    /** 9,990 hours were used: of 4 devices' first 4 hours 10 device-hours cost 12.00 and 6 cost 11.20. */
    @Test
    void each_tier_and_component_is_a_step() throws IOException {
        assertThat(run(
                        "tariff",
                        "price",
                        "--tariff",
                        SAMPLE.toString(),
                        "--model",
                        "nvidia-h800-80g",
                        "--site",
                        "east",
                        "--at",
                        "2026-03-02T10:00:00+08:00",
                        "--devices",
                        "4",
                        "--hours",
                        "4",
                        "--used",
                        "9990",
                        "-o",
                        "json"))
                .as(err.toString())
                .isZero();
        assertThat(json().path("steps").findValuesAsText("tier"))
                .containsExactly("all-day/0h+", "all-day/10000h+", "all-day", "all-day");
        assertThat(json().path("gross").path("fen").asLong()).isEqualTo(12_000 + 6_720 + 800 + 128);
    }

    @Test
    void a_price_list_is_listed_and_shown_with_what_it_was_made_from() {
        assertThat(run("tariff", "list", "--tariff", SAMPLE.toString())).isZero();
        assertThat(out.toString()).contains("example-graduated/list-2026", "2026-01-01 00:00");
        assertThat(run("tariff", "show", "example-graduated/list-2026", "--tariff", SAMPLE.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("240.00 CNY/PFLOPS-day x 780 TFLOPS", "never subsidised", "Credited for lost work");
        assertThat(run("tariff", "show", "nothing", "--tariff", SAMPLE.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("known are example-graduated/list-2026");
    }

    @Test
    void lint_finds_hours_without_a_price_and_steps_that_rise() throws IOException {
        assertThat(run("tariff", "lint", SAMPLE.toString())).isZero();
        String text =
                Files.readString(SAMPLE).replace("pricePerDeviceHour: \"10.50\"", "pricePerDeviceHour: \"11.50\"");
        Path odd = Files.writeString(folder.resolve("odd.yaml"), text);
        assertThat(run("tariff", "lint", odd.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("costs more from 50000 device-hours on (11.50 after 11.20)");
        String night = text.replace(
                "fp16Teraflops: 780", "fp16Teraflops: 780\n          window: {from: \"08:00\", to: \"20:00\"}");
        Files.writeString(odd, night);
        assertThat(run("tariff", "lint", odd.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("has no price at some hours of the day");
    }

    @Test
    void a_version_that_was_used_is_kept_and_its_prices_do_not_change() throws IOException {
        String url = "jdbc:sqlite:" + folder.resolve("x.db");
        TariffVersion version =
                PriceLists.read(List.of(SAMPLE)).getFirst().versions().getFirst();
        assertThat(TariffDocument.read(TariffDocument.write(version))).isEqualTo(version);
        try (Store store = Store.open(url)) {
            long epoch = store.mintEpoch("test", 1);
            store.useTariffs(epoch, List.of(version), 5);
            store.useTariffs(epoch, List.of(version), 9);
            assertThat(store.usedTariffs().getFirst().firstUsedMillis()).isEqualTo(5);
            PriceRule first = version.rules().getFirst();
            TariffVersion dearer = new TariffVersion(
                    version.id(),
                    version.effective(),
                    version.vatRate(),
                    List.of(PriceRule.allDay(first.site(), first.model(), HourlyPrice.parse("99"))),
                    version.terms());
            assertThatThrownBy(() -> store.useTariffs(epoch, List.of(dearer), 10))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("a version that was used never changes");
        }
        assertThat(run("tariff", "list", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("digest").asText()).isEqualTo(version.digest());
        assertThat(run(
                        "tariff",
                        "price",
                        "--db",
                        url,
                        "--model",
                        "ascend-910c",
                        "--site",
                        "west",
                        "--at",
                        "2026-05-01"))
                .isZero();
        assertThat(new Tariff("t", List.of(version)).versions()).hasSize(1);
    }

    /** A version without an end was used; then another one follows it, and both are used. */
    @Test
    void a_used_version_without_an_end_is_followed_by_another() {
        String url = "jdbc:sqlite:" + folder.resolve("followed.db");
        TariffVersion sample =
                PriceLists.read(List.of(SAMPLE)).getFirst().versions().getFirst();
        long from = sample.effective().startMillis();
        long next = sample.effective().endMillis();
        TariffVersion open = lasting(sample, "list/one", from, TariffVersion.UNTIL_NEXT_MILLIS);
        TariffVersion second = lasting(sample, "list/two", next, TariffVersion.UNTIL_NEXT_MILLIS);
        TariffVersion first = open.followedBy(second);
        assertThat(first).isEqualTo(lasting(sample, "list/one", from, next));
        assertThat(first.isAs(open.digest())).isTrue();
        assertThat(open.isAs(first.digest())).isFalse();
        try (Store store = Store.open(url)) {
            long epoch = store.mintEpoch("test", 1);
            store.useTariffs(epoch, List.of(open), 5);
            store.useTariffs(epoch, List.of(first, second), 9);
            assertThat(store.usedTariffs()).hasSize(2);
        }
        for (String day : List.of("2026-05-01", "2027-05-01")) {
            String version = day.startsWith("2026") ? "list/one" : "list/two";
            assertThat(run("tariff", "price", "--db", url, "--model", "ascend-910c", "--site", "west", "--at", day))
                    .as("%s", err)
                    .isZero();
            assertThat(out.toString()).contains(version);
        }
    }

    private static TariffVersion lasting(TariffVersion like, String id, long from, long to) {
        return new TariffVersion(id, new Interval(from, to), like.vatRate(), like.rules(), like.terms());
    }

    @Test
    void what_cannot_be_priced_is_bad_input() {
        String[][] wrong = {
            {"--model", "h800", "--site", "east"},
            {"--model", "nvidia-h800-80g", "--site", "nowhere"},
            {"--model", "nvidia-h800-80g", "--site", "east", "--hours", "0"},
            {"--model", "nvidia-h800-80g", "--site", "east", "--hours", "9000"},
            {"--model", "nvidia-h800-80g", "--site", "east", "--devices", "0"},
            {"--model", "nvidia-h800-80g", "--site", "east", "--at", "tomorrow"},
        };
        for (String[] options : wrong) {
            String[] all = java.util.Arrays.copyOf(
                    new String[] {"tariff", "price", "--tariff", SAMPLE.toString()}, 4 + options.length);
            System.arraycopy(options, 0, all, 4, options.length);
            assertThat(run(all)).as(String.join(" ", options)).isEqualTo(2);
            assertThat(err.toString().lines().count()).as(err.toString()).isEqualTo(1);
        }
    }
}
