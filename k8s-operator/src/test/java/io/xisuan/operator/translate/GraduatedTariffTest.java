package io.xisuan.operator.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.billing.tariff.ComponentPrice;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.WorstCase;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Tariff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample price list with everything that a price list can say. */
class GraduatedTariffTest {
    private static final Path FILE =
            Path.of(System.getProperty("xisuan.root", "..")).resolve("deploy/samples/tariff/graduated.yaml");

    private static final SiteId EAST = new SiteId("east");
    private static final SiteId WEST = new SiteId("west");

    private final io.xisuan.billing.tariff.Tariff tariff = tariff();
    private final TariffVersion version = tariff.versions().getFirst();

    private static io.xisuan.billing.tariff.Tariff tariff() {
        try {
            Tariff manifest = new YAMLMapper().readValue(Files.readString(FILE), Tariff.class);
            return switch (TariffTranslation.tariff(manifest)) {
                case Translation.Done<io.xisuan.billing.tariff.Tariff> done -> done.value();
                case Translation.Refused<io.xisuan.billing.tariff.Tariff> refused ->
                    throw new AssertionError(refused.toString());
            };
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void steps_powers_and_terabytes_become_prices_of_device_hours() {
        assertThat(version.rules())
                .extracting(
                        rule -> rule.site().value(),
                        rule -> rule.price().formatted(),
                        rule -> rule.tiers().size())
                .containsExactlyInAnyOrder(
                        tuple("east", "12.00", 2), tuple("east", "8.40", 0), tuple("west", "7.80", 0));
        assertThat(version.terms().components())
                .extracting(
                        ComponentPrice::component,
                        price -> price.site().value(),
                        price -> price.price().formatted(),
                        price -> price.vatRate().formatted())
                .containsExactly(
                        tuple(Component.STORAGE, "east", "0.50", "6 %"),
                        tuple(Component.NETWORK, "east", "0.08", "9 %"),
                        tuple(Component.STORAGE, "west", "0.50", "6 %"),
                        tuple(Component.SUPPORT, "west", "0.30", "6 %"));
    }

    @Test
    void what_is_credited_for_lost_work_is_told_by_cause() {
        assertThat(version.terms().lostWork().creditFor(LostWorkCause.OWNER_RECLAIM))
                .isEqualTo(LostWorkCredit.ALL);
        assertThat(version.terms().lostWork().creditFor(LostWorkCause.NODE_FAULT))
                .isEqualTo(LostWorkCredit.SINCE_CHECKPOINT);
        assertThat(version.terms().lostWork().creditFor(LostWorkCause.TENANT)).isEqualTo(LostWorkCredit.NONE);
    }

    /** 400 of 1,000 hours were used for 4,000.00: 600 x 6.00 are owed; a minimum of 5,000.00 is passed with them. */
    @Test
    void what_was_committed_and_not_used_is_owed() {
        var shortfall = version.terms()
                .commitment()
                .shortfall(new DeviceMillis(400 * DeviceMillis.PER_HOUR), Money.parseYuan("4000"), Rational.ONE);
        assertThat(shortfall.forUnused()).isEqualTo(Money.parseYuan("3600.00"));
        assertThat(shortfall.toMinimum()).isEqualTo(Money.ZERO);
        var half = version.terms().commitment().shortfall(DeviceMillis.ZERO, Money.ZERO, Rational.of(1, 4));
        assertThat(half.forUnused()).isEqualTo(Money.parseYuan("1500.00"));
        assertThat(half.toMinimum()).isEqualTo(Money.ZERO);
        var used = version.terms()
                .commitment()
                .shortfall(new DeviceMillis(1000 * DeviceMillis.PER_HOUR), Money.parseYuan("4000"), Rational.ONE);
        assertThat(used.total()).isEqualTo(Money.parseYuan("1000.00"));
    }

    /** 8 devices for 10 hours from 12:00 UTC+8: 960.00, 40.00 of storage and 6.40 of network. */
    @Test
    void a_quote_of_the_sample_has_a_line_for_each_component() {
        long start = Instant.parse("2026-03-02T04:00:00Z").toEpochMilli();
        WorstCase worst = new TariffBook(List.of(tariff))
                .worstCase(new WorstCase.Run(
                        new Item(EAST, AcceleratorModel.NVIDIA_H800),
                        8,
                        10 * DeviceMillis.PER_HOUR,
                        new Interval(start, start),
                        30))
                .orElseThrow();
        assertThat(worst.lines())
                .extracting(WorstCase.Line::component, line -> line.gross().formatted())
                .containsExactly(
                        tuple(Component.COMPUTE, "960.00"),
                        tuple(Component.STORAGE, "40.00"),
                        tuple(Component.NETWORK, "6.40"));
    }

    @Test
    void any_term_that_changes_changes_the_digest() throws IOException {
        String text = Files.readString(FILE);
        for (String change : List.of(
                "fromDeviceHours: 10000|fromDeviceHours: 10001",
                "pricePerDeviceHour: \"11.20\"|pricePerDeviceHour: \"11.21\"",
                "credit: whole-attempt|credit: none",
                "pricePerDeviceHour: \"0.08\"|pricePerDeviceHour: \"0.09\"",
                "minimumPerMonth: \"5000.00\"|minimumPerMonth: \"5000.01\"",
                "vatRate: \"0.09\"|vatRate: \"0.06\"")) {
            String[] parts = change.split("\\|", -1);
            Tariff other = new YAMLMapper().readValue(text.replace(parts[0], parts[1]), Tariff.class);
            var done = (Translation.Done<io.xisuan.billing.tariff.Tariff>) TariffTranslation.tariff(other);
            assertThat(done.value().versions().getFirst().digest()).as(change).isNotEqualTo(version.digest());
        }
    }

    @Test
    void a_price_by_computing_power_is_rounded_once_to_a_millionth_of_a_yuan() {
        assertThat(new io.xisuan.billing.tariff.PflopsDay(100_000_000L, 989).perDeviceHour())
                .isEqualTo(HourlyPrice.parse("4.120833"));
        assertThat(version.rules().stream()
                        .filter(rule -> rule.site().equals(WEST))
                        .toList())
                .singleElement()
                .satisfies(rule -> assertThat(rule.declared().orElseThrow().toString())
                        .isEqualTo("240.00 CNY/PFLOPS-day x 780 TFLOPS"));
    }
}
