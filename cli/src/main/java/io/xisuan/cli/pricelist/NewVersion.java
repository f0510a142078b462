package io.xisuan.cli.pricelist;

import io.xisuan.cli.csv.RowEffect;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The prices of a version that is to be: those of the one before it, with what rows say over them. */
final class NewVersion {
    private final PriceContext context;
    private final String name;
    private final Optional<TariffVersion> before;
    private final SequencedMap<PriceKey, Price> old;
    private final SequencedMap<PriceKey, Price> prices;
    private final Map<PriceKey, Integer> named = new LinkedHashMap<>();
    private final List<PriceEffect> effects = new ArrayList<>();

    /** @param before the version that is in force until this one */
    NewVersion(PriceContext context, String name, Optional<TariffVersion> before) {
        this.context = context;
        this.name = name;
        this.before = before;
        old = before.map(VersionPrices::of).orElseGet(LinkedHashMap::new);
        prices = new LinkedHashMap<>(old);
    }

    /** Lays rows over the prices. */
    void lay(List<PriceLine> lines) {
        lines.forEach(this::lay);
        for (PriceLine line : lines) {
            boolean headless =
                    line.price().isPresent() && line.keys().stream().anyMatch(key -> !prices.containsKey(key.first()));
            if (headless) {
                effects.removeIf(
                        effect -> effect.line().equals(Optional.of(line.row().line())));
                effects.add(refusal(
                        line,
                        context.say(
                                "这一阶梯之前没有起价：再写一行阶梯起点为 0 的单价",
                                "a step needs the price before it: add a row from 0 device-hours")));
            }
        }
    }

    private void lay(PriceLine line) {
        for (PriceKey key : line.keys()) {
            Integer other = named.putIfAbsent(key, line.row().line());
            if (other != null) {
                effects.add(refusal(
                        line,
                        context.say(
                                "第 %d 行已写了 %s 的这一单价".formatted(other, key.site()),
                                "line %d says this price at %s already".formatted(other, key.site()))));
                return;
            }
        }
        SequencedMap<String, List<String>> changes = new LinkedHashMap<>();
        TreeSet<RowEffect.Effect> kinds = new TreeSet<>();
        for (PriceKey key : line.keys()) {
            Optional<Price> was = Optional.ofNullable(old.get(key));
            kinds.add(lay(key, was, line.price()));
            changes.computeIfAbsent(change(was, line.price()), first -> new ArrayList<>())
                    .add(key.site());
        }
        if (kinds.contains(RowEffect.Effect.REFUSED)) {
            effects.add(refusal(line, context.say("没有可停售的单价", "there is no such price that could end")));
            return;
        }
        RowEffect.Effect effect = kinds.size() == 1 ? kinds.first() : RowEffect.Effect.CHANGES;
        effects.add(PriceEffect.of(line, name, effect, bySite(changes)));
    }

    private RowEffect.Effect lay(PriceKey key, Optional<Price> was, Optional<Price> price) {
        if (price.isEmpty()) {
            prices.keySet()
                    .removeIf(kept -> kept.equals(key)
                            || (key.fromDeviceHours() == 0 && kept.first().equals(key)));
            return was.isEmpty() ? RowEffect.Effect.REFUSED : RowEffect.Effect.CHANGES;
        }
        prices.put(key, price.get());
        return was.isEmpty()
                ? RowEffect.Effect.NEW
                : was.equals(price) ? RowEffect.Effect.SAME : RowEffect.Effect.CHANGES;
    }

    private String change(Optional<Price> was, Optional<Price> price) {
        String text = price.map(Price::text).orElse(context.say("停售", "ends"));
        return was.isEmpty() || was.equals(price) ? text : was.get().text() + " -> " + text;
    }

    /** Returns what changes, with the sites where it is not the same at all of them. */
    private static String bySite(SequencedMap<String, List<String>> changes) {
        return changes.size() == 1
                ? changes.firstEntry().getKey()
                : changes.entrySet().stream()
                        .map(entry -> String.join(" ", entry.getValue()) + ": " + entry.getKey())
                        .collect(Collectors.joining("; "));
    }

    private PriceEffect refusal(PriceLine line, String why) {
        return PriceEffect.of(line, name, RowEffect.Effect.REFUSED, why);
    }

    /** Returns the version with what is said of it as a whole. */
    TariffVersion with(VersionHead head) {
        return head.with(name, prices);
    }

    /** Returns what each row does, and what stays because no row names it. */
    List<PriceEffect> effects(PriceRow first) {
        List<PriceEffect> all = new ArrayList<>(effects);
        prices.forEach((key, price) -> {
            if (!named.containsKey(key)) {
                all.add(new PriceEffect(
                        Optional.empty(),
                        first.cell(PriceColumns.TARIFF),
                        name,
                        key.item(),
                        List.of(key.site()),
                        key.hours(),
                        key.fromDeviceHours(),
                        RowEffect.Effect.SAME,
                        context.say("表中未列，沿用 %s：%s", "not in the table, stays as in %s: %s")
                                .formatted(before.map(TariffVersion::name).orElse(""), price.text())));
            }
        });
        return all;
    }
}
