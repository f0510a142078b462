package io.xisuan.cli.pricelist;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.csv.RowEffect;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import java.util.List;
import java.util.Optional;

/**
 * What one row of a table of prices does, or what becomes of a price that no row names.
 *
 * @param line the row's line; empty for what no row names
 * @param item what is priced; {@code version} for what is said of the version as a whole
 * @param detail what changes from what to what, or why it is refused
 */
record PriceEffect(
        Optional<Integer> line,
        String tariff,
        String version,
        String item,
        List<String> sites,
        String hours,
        int fromDeviceHours,
        RowEffect.Effect effect,
        String detail) {
    /** Stands for a version as a whole. */
    static final String WHOLE = "version";

    PriceEffect {
        sites = List.copyOf(sites);
    }

    /** Returns what a row does. */
    static PriceEffect of(PriceLine line, String version, RowEffect.Effect effect, String detail) {
        PriceKey key = line.keys().getFirst();
        return new PriceEffect(
                Optional.of(line.row().line()),
                line.row().cell(PriceColumns.TARIFF),
                version,
                key.item(),
                line.keys().stream().map(PriceKey::site).toList(),
                key.hours(),
                key.fromDeviceHours(),
                effect,
                detail);
    }

    /** Returns the refusal of a row, as it is written. */
    static PriceEffect refused(PriceRow row, String why) {
        return new PriceEffect(
                Optional.of(row.line()),
                row.cell(PriceColumns.TARIFF),
                row.cell(PriceColumns.VERSION),
                row.cell(PriceColumns.ITEM),
                List.of(row.cell(PriceColumns.SITES)),
                row.cell(PriceColumns.HOURS),
                0,
                RowEffect.Effect.REFUSED,
                why);
    }

    /** Returns what becomes of a version as a whole. */
    static PriceEffect whole(PriceRow first, String version, RowEffect.Effect effect, String detail) {
        return new PriceEffect(
                Optional.of(first.line()),
                first.cell(PriceColumns.TARIFF),
                version,
                WHOLE,
                List.of(),
                "",
                0,
                effect,
                detail);
    }

    boolean isRefused() {
        return effect == RowEffect.Effect.REFUSED;
    }

    static Table table(List<PriceEffect> effects, Language language) {
        Table.Builder table = Table.of(
                Column.name("line", language.of("行", "line")),
                Column.name("tariff", language.of("价目表", "price list")),
                Column.name("version", language.of("版本", "version")),
                Column.name("item", language.of("计价项目", "item")),
                Column.text("sites", language.of("站点", "sites")),
                Column.name("hours", language.of("时段", "hours")),
                Column.name("fromDeviceHours", language.of("阶梯起点", "from device-hours")),
                Column.name("effect", language.of("结果", "effect")),
                Column.text("detail", language.of("说明", "detail")));
        for (PriceEffect effect : effects) {
            boolean whole = effect.item().equals(WHOLE);
            table.row(
                    effect.line().map(String::valueOf),
                    effect.tariff(),
                    effect.version(),
                    whole ? language.of("（版本）", "(version)") : effect.item(),
                    String.join(" ", effect.sites()),
                    whole ? "" : effect.hours().isEmpty() ? language.of("全天", "all day") : effect.hours(),
                    whole ? "" : String.valueOf(effect.fromDeviceHours()),
                    effect.effect().in(language),
                    effect.detail());
        }
        return table.build();
    }
}
