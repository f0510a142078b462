package io.xisuan.cli.pricelist;

import io.xisuan.billing.party.VatRates;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Decimals;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a row says, understood.
 *
 * @param keys the prices that it sets, one for each site
 * @param price what they become; empty where the row ends them
 */
record PriceLine(PriceRow row, List<PriceKey> keys, Optional<Price> price) {
    /** What is written in place of a price that ends. */
    static final String ENDS = "-";

    private static final Pattern GROUPED = Pattern.compile("[1-9][0-9]{0,2}(,[0-9]{3})+(\\.[0-9]+)?");
    private static final int MOST_HOURS = 100_000_000;
    private static final SortedMap<String, String> COMPONENTS = new TreeMap<>(Map.of(
            "storage", "storage", "存储", "storage", "network", "network", "网络", "network", "support", "support", "支持",
            "support", "技术支持", "support"));

    PriceLine {
        keys = List.copyOf(keys);
    }

    /** Why a row means nothing; the command says it beside the row. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final String column;

        Refusal(String column, String why) {
            super(why);
            this.column = column;
        }

        /** Returns the column and the reason. */
        String text(Language language) {
            return language.of(PriceColumns.chinese(column) + "：" + getMessage(), column + ": " + getMessage());
        }
    }

    /** Returns what a row says. */
    static PriceLine of(PriceRow row, Language language) throws Refusal {
        String item = item(row, language);
        String hours = hours(row, language);
        int from = from(row, language);
        List<String> sites = Arrays.stream(row.cell(PriceColumns.SITES).split("[\\s;；、,，]+"))
                .filter(site -> !site.isEmpty())
                .distinct()
                .toList();
        if (sites.isEmpty()) {
            throw new Refusal(
                    PriceColumns.SITES,
                    language.of("未填站点：写一个或多个，用空格隔开", "no site is named: write one, or several with blanks between"));
        }
        if (isComponent(item) && (!hours.isEmpty() || from > 0)) {
            throw new Refusal(
                    from > 0 ? PriceColumns.FROM_HOURS : PriceColumns.HOURS,
                    language.of("%s 只有全天单一价".formatted(item), "%s has one price, all day".formatted(item)));
        }
        Optional<Price> price = row.cell(PriceColumns.PRICE).equals(ENDS)
                ? Optional.empty()
                : Optional.of(price(row, item, from, language));
        return new PriceLine(
                row,
                sites.stream()
                        .map(site -> new PriceKey(item, site, hours, from))
                        .toList(),
                price);
    }

    static boolean isComponent(String item) {
        return COMPONENTS.containsValue(item);
    }

    /** Returns the component that a row prices, if it prices none of accelerators. */
    static Optional<String> component(PriceRow row) {
        return Optional.ofNullable(COMPONENTS.get(row.cell(PriceColumns.ITEM).toLowerCase(Locale.ROOT)));
    }

    private static String item(PriceRow row, Language language) throws Refusal {
        String cell = row.cell(PriceColumns.ITEM);
        Optional<String> component = component(row);
        if (component.isPresent()) {
            return component.get();
        }
        try {
            return AcceleratorModel.parse(cell.toLowerCase(Locale.ROOT)).id();
        } catch (IllegalArgumentException e) {
            String known = AcceleratorModel.knownIds();
            throw new Refusal(
                    PriceColumns.ITEM,
                    language.of(
                            "没有 \"%s\" 这个型号；可写 storage（存储）、network（网络）、support（支持）或 %s".formatted(cell, known),
                            "there is no \"%s\": write storage, network, support or one of %s".formatted(cell, known)));
        }
    }

    private static String hours(PriceRow row, Language language) throws Refusal {
        String cell =
                row.cell(PriceColumns.HOURS).replace('~', '-').replace('～', '-').replace('：', ':');
        if (cell.isEmpty() || cell.equals("全天") || cell.equalsIgnoreCase("all day") || cell.equals("all-day")) {
            return "";
        }
        String padded = cell.replaceAll("(?<![0-9])([0-9]:)", "0$1");
        try {
            return TimeWindow.parse(padded).toString();
        } catch (IllegalArgumentException | InputException e) {
            throw new Refusal(
                    PriceColumns.HOURS,
                    language.of(
                            "\"%s\" 不是时段：写成 22:00-08:00，全天则留空".formatted(cell),
                            "\"%s\" is no part of a day: write it as 22:00-08:00, or nothing for all day"
                                    .formatted(cell)));
        }
    }

    private static int from(PriceRow row, Language language) throws Refusal {
        String cell = ungrouped(row.cell(PriceColumns.FROM_HOURS));
        if (cell.matches("[0-9]{0,9}") && (cell.isEmpty() || Integer.parseInt(cell) <= MOST_HOURS)) {
            return cell.isEmpty() ? 0 : Integer.parseInt(cell);
        }
        throw new Refusal(
                PriceColumns.FROM_HOURS,
                language.of("\"%s\" 不是卡时数".formatted(cell), "\"%s\" is no number of device-hours".formatted(cell)));
    }

    /** Takes the commas between thousands away; others stay, and the text is then no number: a comma may be meant for a point. */
    static String ungrouped(String cell) {
        return GROUPED.matcher(cell).matches() ? cell.replace(",", "") : cell;
    }

    private static Price price(PriceRow row, String item, int from, Language language) throws Refusal {
        String named = row.cell(PriceColumns.UNIT);
        PriceUnit unit = PriceUnit.of(named)
                .filter(found -> found == PriceUnit.DEVICE_HOUR
                        || (found == PriceUnit.TB_MONTH && isComponent(item))
                        || (found == PriceUnit.PFLOPS_DAY && !isComponent(item) && from == 0))
                .orElseThrow(() -> new Refusal(
                        PriceColumns.UNIT,
                        language.of(
                                "%s 不能按 \"%s\" 计价：可用 device-hour（卡时），整价可用 pflops-day，存储等可用 tb-month"
                                        .formatted(item, named),
                                "%s has no price per \"%s\": write device-hour, pflops-day for the first step of accelerators, or tb-month for components"
                                        .formatted(item, named))));
        return new Price(
                unit,
                yuan(row.cell(PriceColumns.PRICE), language),
                quantity(row, unit, language),
                isComponent(item) ? vat(row, language) : "");
    }

    private static String yuan(String cell, Language language) throws Refusal {
        try {
            return HourlyPrice.parse(ungrouped(cell.replaceAll("^[¥￥]", ""))).formatted();
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    PriceColumns.PRICE,
                    language.of(
                            "\"%s\" 不是单价：写含税的元，最多六位小数，如 12.00；停售写 -".formatted(cell),
                            "\"%s\" is no price: write yuan with VAT, at most six decimals, as 12.00, or - for one that ends"
                                    .formatted(cell)));
        }
    }

    private static String quantity(PriceRow row, PriceUnit unit, Language language) throws Refusal {
        String cell = row.cell(PriceColumns.QUANTITY);
        String form = switch (unit) {
            case DEVICE_HOUR -> "";
            case PFLOPS_DAY -> "[1-9][0-9]{0,5}";
            case TB_MONTH -> "(0|[1-9][0-9]?)(\\.[0-9]{1,4})?";
        };
        if (cell.matches(form)) {
            return cell.isEmpty()
                    ? ""
                    : Decimals.parse(cell, "quantity").stripTrailingZeros().toPlainString();
        }
        throw new Refusal(
                PriceColumns.QUANTITY,
                language.of(
                        "pflops-day 要写每卡 FP16 稠密算力（TFLOPS），tb-month 要写每卡所带 TB 数，按卡时计价则留空",
                        "with pflops-day write the dense FP16 TFLOPS of one card, with tb-month the TB that come with one, with device-hour nothing"));
    }

    private static String vat(PriceRow row, Language language) throws Refusal {
        String cell = row.cell(PriceColumns.VAT_RATE);
        return rate(cell)
                .orElseThrow(() -> new Refusal(
                        PriceColumns.VAT_RATE,
                        language.of(
                                "\"%s\" 不是税率：存储、网络、支持各写自己的税率，如 0.06".formatted(cell),
                                "\"%s\" is no VAT rate: storage, network and support have their own, as 0.06"
                                        .formatted(cell))));
    }

    /** Returns a VAT rate in its shortest form, from {@code 0.06} or {@code 6%}; empty where no seller has it. */
    static Optional<String> rate(String cell) {
        try {
            BigDecimal number = cell.endsWith("%")
                    ? Decimals.parse(cell.substring(0, cell.length() - 1).strip(), "rate")
                            .movePointLeft(2)
                    : Decimals.parse(cell, "rate");
            String plain = number.stripTrailingZeros().toPlainString();
            VatRates.parse(plain);
            return Optional.of(plain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
