package io.xisuan.cli.pricelist;

import io.xisuan.billing.rendering.Language;
import io.xisuan.model.Decimals;
import io.xisuan.model.HourlyPrice;
import io.xisuan.operator.api.v1alpha1.BillableFrom;
import io.xisuan.operator.api.v1alpha1.LostWorkCause;
import io.xisuan.operator.api.v1alpha1.LostWorkCredit;
import io.xisuan.operator.api.v1alpha1.LostWorkRule;
import io.xisuan.operator.api.v1alpha1.TariffCommitment;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a version beside its prices. What the rows leave open is as in the version before it.
 *
 * @param to when it ends; empty until the next version
 */
record VersionHead(
        Instant from,
        Optional<Instant> to,
        BillableFrom billableFrom,
        Optional<TariffCommitment> commitment,
        List<LostWorkRule> lostWork) {
    VersionHead {
        lostWork = List.copyOf(lostWork);
    }

    /** Returns that of a version that is there. */
    static VersionHead of(TariffVersion version) {
        return new VersionHead(
                PriceDay.of(version.from()).orElseThrow(),
                Optional.ofNullable(version.to()).flatMap(PriceDay::of),
                version.billableFrom(),
                Optional.ofNullable(version.commitment()).map(VersionHead::plain),
                version.lostWork());
    }

    /**
     * Returns what cells say.
     *
     * @param cells by columns, those that are not empty
     * @param like what holds where they say nothing
     */
    static VersionHead of(SortedMap<String, String> cells, Optional<VersionHead> like, Language language)
            throws PriceLine.Refusal {
        Instant from = instant(PriceColumns.FROM, cells.getOrDefault(PriceColumns.FROM, ""), language);
        String to = cells.getOrDefault(PriceColumns.TO, "");
        return new VersionHead(
                from,
                to.isEmpty() ? Optional.empty() : Optional.of(instant(PriceColumns.TO, to, language)),
                billableFrom(cells.getOrDefault(PriceColumns.BILLABLE_FROM, ""), like, language),
                commitment(cells, like, language),
                lostWork(cells.getOrDefault(PriceColumns.LOST_WORK, ""), like, language));
    }

    private static Instant instant(String column, String cell, Language language) throws PriceLine.Refusal {
        return PriceDay.of(cell)
                .orElseThrow(() -> new PriceLine.Refusal(
                        column,
                        cell.isEmpty()
                                ? language.of(
                                        "新版本要写生效日期，如 2027-01-01",
                                        "a new version begins on a day: write it as 2027-01-01")
                                : language.of(
                                        "\"%s\" 不是日期：写成 2027-01-01".formatted(cell),
                                        "\"%s\" is no day: write it as 2027-01-01".formatted(cell))));
    }

    private static BillableFrom billableFrom(String cell, Optional<VersionHead> like, Language language)
            throws PriceLine.Refusal {
        if (cell.isEmpty() && like.isPresent()) {
            return like.get().billableFrom();
        }
        return Arrays.stream(BillableFrom.values())
                .filter(known -> word(known).equals(cell.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new PriceLine.Refusal(
                        PriceColumns.BILLABLE_FROM,
                        language.of(
                                "\"%s\" 不是起计时点：写 gang-running（整组运行起）、pod-running（各容器启动起）或 pod-bound（绑定节点起）"
                                        .formatted(cell),
                                "\"%s\" is none: write gang-running, pod-running or pod-bound".formatted(cell))));
    }

    private static Optional<TariffCommitment> commitment(
            SortedMap<String, String> cells, Optional<VersionHead> like, Language language) throws PriceLine.Refusal {
        String minimum = PriceLine.ungrouped(cells.getOrDefault(PriceColumns.MINIMUM, ""));
        String hours = PriceLine.ungrouped(cells.getOrDefault(PriceColumns.COMMITTED, ""));
        String price = PriceLine.ungrouped(cells.getOrDefault(PriceColumns.SHORTFALL, ""));
        Optional<TariffCommitment> was = like.flatMap(VersionHead::commitment);
        boolean ends = hours.equals(PriceLine.ENDS);
        try {
            String committed =
                    amount(hours, was.map(TariffCommitment::deviceHoursPerMonth).map(String::valueOf));
            TariffCommitment owed = new TariffCommitment(
                    amount(minimum, was.map(TariffCommitment::minimumPerMonth)),
                    committed == null ? null : Integer.valueOf(committed),
                    ends ? null : amount(price, was.map(TariffCommitment::shortfallPricePerDeviceHour)));
            if ((owed.deviceHoursPerMonth() == null) != (owed.shortfallPricePerDeviceHour() == null)) {
                throw new IllegalArgumentException("hours and the price of those not used belong together");
            }
            boolean nothing = owed.minimumPerMonth() == null && owed.deviceHoursPerMonth() == null;
            return nothing ? Optional.empty() : Optional.of(plain(owed));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new PriceLine.Refusal(
                    PriceColumns.MINIMUM,
                    language.of(
                            "月最低消费写元，承诺卡时写整数并同时写未用卡时单价；不再要求写 -",
                            "write the minimum in yuan, committed device-hours whole and with the price of those not used; - where it ends"));
        }
    }

    /** Returns what a cell says; what was before where it is empty, and nothing where it ends. */
    private static @Nullable String amount(String cell, Optional<String> was) {
        if (cell.isEmpty()) {
            return was.orElse(null);
        }
        return cell.equals(PriceLine.ENDS) ? null : cell;
    }

    /** Returns the same amounts in one form. */
    private static TariffCommitment plain(TariffCommitment written) {
        return new TariffCommitment(
                written.minimumPerMonth() == null
                        ? null
                        : Decimals.parse(written.minimumPerMonth(), "amount")
                                .setScale(2)
                                .toPlainString(),
                written.deviceHoursPerMonth(),
                written.shortfallPricePerDeviceHour() == null
                        ? null
                        : HourlyPrice.parse(written.shortfallPricePerDeviceHour())
                                .formatted());
    }

    private static List<LostWorkRule> lostWork(String cell, Optional<VersionHead> like, Language language)
            throws PriceLine.Refusal {
        if (cell.isEmpty()) {
            return like.map(VersionHead::lostWork).orElse(List.of());
        }
        List<LostWorkRule> rules = new ArrayList<>();
        for (String part : cell.equals(PriceLine.ENDS) ? new String[0] : cell.split("[\\s;；、]+", -1)) {
            int equals = part.indexOf('=');
            rules.add(new LostWorkRule(
                    one(LostWorkCause.class, part.substring(0, Math.max(0, equals)), language),
                    one(LostWorkCredit.class, part.substring(equals + 1), language)));
        }
        return rules;
    }

    private static <E extends Enum<E>> E one(Class<E> kind, String word, Language language) throws PriceLine.Refusal {
        return Arrays.stream(kind.getEnumConstants())
                .filter(known -> word(known).equals(word))
                .findFirst()
                .orElseThrow(() -> new PriceLine.Refusal(
                        PriceColumns.LOST_WORK,
                        language.of(
                                "\"%s\" 无法理解：写成 owner-reclaim=whole-attempt node-fault=since-checkpoint tenant=none"
                                        .formatted(word),
                                "\"%s\" is not known: write owner-reclaim=whole-attempt node-fault=since-checkpoint tenant=none"
                                        .formatted(word))));
    }

    /** Returns a constant as manifests write it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the rules as a cell has them. */
    String lostWorkText() {
        return lostWork.stream()
                .map(rule -> word(rule.cause()) + "=" + word(rule.credit()))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    /** Returns the version of that name and these prices. */
    TariffVersion with(String name, SequencedMap<PriceKey, Price> prices) {
        return new TariffVersion(
                name,
                PriceDay.text(from),
                to.map(PriceDay::text).orElse(null),
                billableFrom,
                VersionPrices.accelerators(prices),
                VersionPrices.components(prices),
                commitment.orElse(null),
                lostWork);
    }

    /** Returns what is said of a version as cells by their columns. */
    SortedMap<String, String> cells(String name) {
        SortedMap<String, String> cells = new TreeMap<>();
        cells.put(PriceColumns.VERSION, name);
        cells.put(PriceColumns.FROM, PriceDay.shown(from));
        cells.put(PriceColumns.TO, to.map(PriceDay::shown).orElse(""));
        cells.put(PriceColumns.BILLABLE_FROM, word(billableFrom));
        cells.put(PriceColumns.LOST_WORK, lostWorkText());
        commitment.ifPresent(owed -> {
            cells.put(PriceColumns.MINIMUM, text(owed.minimumPerMonth()));
            cells.put(PriceColumns.COMMITTED, text(owed.deviceHoursPerMonth()));
            cells.put(PriceColumns.SHORTFALL, text(owed.shortfallPricePerDeviceHour()));
        });
        return cells;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
