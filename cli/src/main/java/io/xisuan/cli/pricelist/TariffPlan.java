package io.xisuan.cli.pricelist;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xisuan.cli.csv.RowEffect;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TariffSpec;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/**
 * What the rows of one price list come to: rows of versions that are there are compared with them, others make new versions. A version that
 * is there is never touched, and a new one of a list that is there begins after now: prices by which somebody was let in stay.
 */
final class TariffPlan {
    /** What is said of a version comes before its rows, and what no row names after them. */
    private static final Comparator<PriceEffect> AS_READ = Comparator.comparing(
                    (PriceEffect effect) -> effect.line().orElse(Integer.MAX_VALUE))
            .thenComparing(effect -> !effect.item().equals(PriceEffect.WHOLE));

    private static final Comparator<TariffVersion> BY_TIME =
            Comparator.comparing(version -> PriceDay.of(version.from()).orElse(Instant.MAX));

    private final PriceContext context;
    private final String name;
    private final List<PriceRow> rows;
    private final Optional<Tariff> there;
    private final List<TariffVersion> versions = new ArrayList<>();
    private final List<PriceEffect> effects = new ArrayList<>();
    private boolean grows;

    TariffPlan(PriceContext context, String name, List<PriceRow> rows) {
        this.context = context;
        this.name = name;
        this.rows = List.copyOf(rows);
        there = context.tariff(name);
        there.ifPresent(tariff -> versions.addAll(tariff.getSpec().versions()));
        // What a version leaves open is as in the one before it in time, in whatever order a table has them.
        VersionGroup.of(rows, versions).stream()
                .sorted(Comparator.comparing(VersionGroup::begins))
                .forEach(this::plan);
    }

    List<PriceEffect> effects() {
        return List.copyOf(effects);
    }

    /** Returns the price list with its new versions; empty where it has none or a row is refused. */
    Optional<Tariff> grown() {
        if (!grows || effects.stream().anyMatch(PriceEffect::isRefused)) {
            return Optional.empty();
        }
        Tariff tariff = new Tariff();
        tariff.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withResourceVersion(there.map(found -> found.getMetadata().getResourceVersion())
                        .orElse(null))
                .build());
        // What a list says once is written as it stands there: 0.060 is 0.06, and yet another text that never changes.
        Optional<TariffSpec> kept = there.map(Tariff::getSpec);
        tariff.setSpec(new TariffSpec(
                kept.map(TariffSpec::supplier)
                        .or(() -> said(PriceColumns.SUPPLIER))
                        .orElse(""),
                kept.map(TariffSpec::vatRate)
                        .or(() -> said(PriceColumns.VAT_RATE))
                        .orElse(""),
                kept.map(TariffSpec::invoiceItem)
                        .or(() -> said(PriceColumns.INVOICE_ITEM))
                        .orElse(""),
                versions.stream().sorted(BY_TIME).toList()));
        return Optional.of(tariff);
    }

    private void plan(VersionGroup group) {
        int before = effects.size();
        lay(group);
        effects.subList(before, effects.size()).sort(AS_READ);
    }

    private void lay(VersionGroup group) {
        Optional<TariffVersion> known = versions.stream()
                .filter(version -> version.name().equals(group.name()))
                .findFirst();
        try {
            requireSeller(group);
            SortedMap<String, String> said = group.said(context);
            if (known.isPresent()) {
                compare(group, known.get(), said);
            } else {
                add(group, said);
            }
        } catch (PriceLine.Refusal why) {
            refuse(group, why.text(context.language()));
        }
    }

    private void refuse(VersionGroup group, String why) {
        effects.add(PriceEffect.whole(group.first(), group.name(), RowEffect.Effect.REFUSED, why));
    }

    /** What a list says once, and never otherwise: its seller, VAT rate and item of invoices. */
    private void requireSeller(VersionGroup group) throws PriceLine.Refusal {
        for (String column : List.of(PriceColumns.SUPPLIER, PriceColumns.VAT_RATE, PriceColumns.INVOICE_ITEM)) {
            String first = said(column)
                    .orElseThrow(() -> new PriceLine.Refusal(
                            column, context.say("新价目表要写这一列", "a price list that is new says it in one of its rows")));
            for (PriceRow row : group.rows()) {
                Optional<String> cell = cell(row, column);
                if (cell.isPresent() && !cell.get().equals(first)) {
                    throw new PriceLine.Refusal(
                            column,
                            context.say(
                                    "价目表 %s 是 %s，不能改成 %s：另建价目表".formatted(name, first, cell.get()),
                                    "price list %s has %s and never %s: that is another price list"
                                            .formatted(name, first, cell.get())));
                }
            }
        }
    }

    private Optional<String> said(String column) {
        Optional<String> stored = there.map(tariff -> switch (column) {
            case PriceColumns.SUPPLIER -> tariff.getSpec().supplier();
            case PriceColumns.VAT_RATE ->
                PriceLine.rate(tariff.getSpec().vatRate()).orElse("");
            default -> tariff.getSpec().invoiceItem();
        });
        return stored.or(
                () -> rows.stream().flatMap(row -> cell(row, column).stream()).findFirst());
    }

    /** Returns what a row says of its list; rows of components have a VAT rate of their own. */
    private static Optional<String> cell(PriceRow row, String column) {
        String cell = row.cell(column);
        if (!column.equals(PriceColumns.VAT_RATE)) {
            return Optional.of(cell).filter(text -> !text.isEmpty());
        }
        boolean own = PriceLine.component(row).isPresent();
        return own || cell.isEmpty()
                ? Optional.empty()
                : Optional.of(PriceLine.rate(cell).orElse(cell));
    }

    private List<PriceLine> understood(VersionGroup group) {
        List<PriceLine> lines = new ArrayList<>();
        for (PriceRow row : group.rows()) {
            try {
                PriceLine line = PriceLine.of(row, context.language());
                requireSites(line);
                lines.add(line);
            } catch (PriceLine.Refusal why) {
                effects.add(PriceEffect.refused(row, why.text(context.language())));
            }
        }
        return lines;
    }

    private void requireSites(PriceLine line) throws PriceLine.Refusal {
        for (PriceKey key : line.keys()) {
            if (!context.sites().isEmpty() && !context.sites().contains(key.site())) {
                String known = String.join(", ", context.sites());
                throw new PriceLine.Refusal(
                        PriceColumns.SITES,
                        context.say(
                                "没有站点 %s；现有 %s".formatted(key.site(), known),
                                "there is no site %s; there are %s".formatted(key.site(), known)));
            }
        }
    }

    private void compare(VersionGroup group, TariffVersion version, SortedMap<String, String> said)
            throws PriceLine.Refusal {
        VersionHead head = VersionHead.of(version);
        said.putIfAbsent(PriceColumns.FROM, version.from());
        said.putIfAbsent(PriceColumns.TO, version.to() == null ? "" : version.to());
        VersionHead written = VersionHead.of(said, Optional.of(head), context.language());
        if (!written.equals(head)) {
            throw new PriceLine.Refusal(
                    PriceColumns.VERSION,
                    context.say(
                            "版本 %s 已登记（%s 起），生效日期和条款不能改：换一个新版本名".formatted(version.name(), PriceDay.shown(head.from())),
                            "version %s is there (from %s), and its days and terms never change: give a new name"
                                    .formatted(version.name(), PriceDay.shown(head.from()))));
        }
        SequencedMap<PriceKey, Price> prices = VersionPrices.of(version);
        understood(group).forEach(line -> effects.add(compared(line, version.name(), prices)));
    }

    private PriceEffect compared(PriceLine line, String version, SequencedMap<PriceKey, Price> prices) {
        List<String> differences = new ArrayList<>();
        for (PriceKey key : line.keys()) {
            Optional<Price> was = Optional.ofNullable(prices.get(key));
            if (!was.equals(line.price())) {
                differences.add("%s -> %s"
                        .formatted(
                                was.map(Price::text).orElse(context.say("无", "none")),
                                line.price().map(Price::text).orElse(context.say("停售", "ends"))));
            }
        }
        if (differences.isEmpty()) {
            return PriceEffect.of(
                    line,
                    version,
                    RowEffect.Effect.SAME,
                    line.price().map(Price::text).orElse(""));
        }
        return PriceEffect.of(
                line,
                version,
                RowEffect.Effect.REFUSED,
                context.say(
                                "版本 %s 已登记，不能改价（%s）：写成新版本并注明以后的生效日期",
                                "version %s is there and never changes (%s): write it as a new version from a later day")
                        .formatted(
                                version,
                                String.join(
                                        "; ", differences.stream().distinct().toList())));
    }

    private void add(VersionGroup group, SortedMap<String, String> said) throws PriceLine.Refusal {
        Optional<Instant> from = PriceDay.of(said.getOrDefault(PriceColumns.FROM, ""));
        Optional<TariffVersion> before = from.flatMap(this::before);
        VersionHead head = VersionHead.of(said, before.map(VersionHead::of), context.language());
        if (there.isPresent() && !head.from().isAfter(context.now())) {
            throw new PriceLine.Refusal(
                    PriceColumns.FROM,
                    context.say(
                            "%s 已过去，已生效的价格不能改：新版本从以后的日期起".formatted(PriceDay.shown(head.from())),
                            "%s is over, and prices that were in force never change: let the version begin later"
                                    .formatted(PriceDay.shown(head.from()))));
        }
        requireLast(head);
        NewVersion version = new NewVersion(context, group.name(), before);
        version.lay(understood(group));
        effects.add(PriceEffect.whole(group.first(), group.name(), RowEffect.Effect.NEW, about(head, before)));
        effects.addAll(version.effects(group.first()));
        versions.add(version.with(head));
        grows = true;
    }

    /** One that is put between two would end the former earlier than who used it was told. */
    private void requireLast(VersionHead head) throws PriceLine.Refusal {
        Optional<TariffVersion> last =
                there.flatMap(tariff -> tariff.getSpec().versions().stream().max(BY_TIME));
        Instant begins = last.flatMap(version -> PriceDay.of(version.from())).orElse(Instant.MIN);
        if (!head.from().isAfter(begins)) {
            String shown = PriceDay.shown(begins);
            String name = last.map(TariffVersion::name).orElse("");
            throw new PriceLine.Refusal(
                    PriceColumns.FROM,
                    context.say(
                            "已登记的版本 %s 从 %s 起：新版本排在它之后".formatted(name, shown),
                            "version %s is there from %s: a new one comes after it".formatted(name, shown)));
        }
    }

    private Optional<TariffVersion> before(Instant from) {
        return versions.stream()
                .filter(version -> PriceDay.of(version.from())
                        .filter(day -> day.isBefore(from))
                        .isPresent())
                .max(BY_TIME);
    }

    private String about(VersionHead head, Optional<TariffVersion> before) {
        String from = PriceDay.shown(head.from());
        String until = head.to()
                .map(to -> context.say("，至 %s 止", ", until %s").formatted(PriceDay.shown(to)))
                .orElse("");
        String after = before.map(version -> context.say("，接 %s", ", after %s").formatted(version.name()))
                .orElse("");
        String lost = head.lostWork().isEmpty() ? "" : "; " + head.lostWorkText();
        return context.say("%s 起生效", "in force from %s").formatted(from) + until + after + "; "
                + VersionHead.word(head.billableFrom()) + owed(head) + lost;
    }

    /** Returns what is owed a month whatever is used: a version that says nothing of it has that of the one before. */
    private String owed(VersionHead head) {
        return head.commitment()
                .map(owed -> (owed.minimumPerMonth() == null
                                ? ""
                                : context.say("；月最低消费 %s 元", "; minimum of a month %s CNY")
                                        .formatted(owed.minimumPerMonth()))
                        + (owed.deviceHoursPerMonth() == null
                                ? ""
                                : context.say(
                                                "；承诺 %d 卡时，未用每卡时 %s 元",
                                                "; %d device-hours committed, %s CNY for each not used")
                                        .formatted(owed.deviceHoursPerMonth(), owed.shortfallPricePerDeviceHour())))
                .orElse("");
    }

    /** Returns the groups of rows of each price list, in the order in which the table names them first. */
    static SequencedMap<String, List<PriceRow>> byTariff(List<PriceRow> rows) {
        SequencedMap<String, List<PriceRow>> byTariff = new LinkedHashMap<>();
        rows.forEach(row -> byTariff.computeIfAbsent(row.cell(PriceColumns.TARIFF), first -> new ArrayList<>())
                .add(row));
        return byTariff;
    }
}
