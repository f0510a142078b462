package io.xisuan.cli.pricelist;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of a table of prices: which must be there, and what they are called in Chinese. */
final class PriceColumns {
    static final String TARIFF = "tariff";
    static final String SUPPLIER = "supplier";
    static final String VAT_RATE = "vat_rate";
    static final String INVOICE_ITEM = "invoice_item";
    static final String VERSION = "version";
    static final String FROM = "from";
    static final String TO = "to";
    static final String ITEM = "item";
    static final String SITES = "sites";
    static final String HOURS = "hours";
    static final String FROM_HOURS = "from_device_hours";
    static final String PRICE = "price";
    static final String UNIT = "unit";
    static final String QUANTITY = "quantity";
    static final String BILLABLE_FROM = "billable_from";
    static final String MINIMUM = "minimum_per_month";
    static final String COMMITTED = "committed_device_hours";
    static final String SHORTFALL = "shortfall_price";
    static final String LOST_WORK = "lost_work";

    /** All of them, in the order in which they are written. */
    static final List<String> ALL = List.of(
            TARIFF,
            SUPPLIER,
            VAT_RATE,
            INVOICE_ITEM,
            VERSION,
            FROM,
            TO,
            ITEM,
            SITES,
            HOURS,
            FROM_HOURS,
            PRICE,
            UNIT,
            QUANTITY,
            BILLABLE_FROM,
            MINIMUM,
            COMMITTED,
            SHORTFALL,
            LOST_WORK);

    static final List<String> NEEDED = List.of(TARIFF, FROM, ITEM, SITES, PRICE);

    /** What is said once of a version, in any of its rows. */
    static final List<String> OF_VERSION = List.of(FROM, TO, BILLABLE_FROM, MINIMUM, COMMITTED, SHORTFALL, LOST_WORK);

    /** The column of each Chinese heading. */
    static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("价目表", TARIFF),
            Map.entry("供应方", SUPPLIER),
            Map.entry("税率", VAT_RATE),
            Map.entry("开票项目", INVOICE_ITEM),
            Map.entry("版本", VERSION),
            Map.entry("生效日期", FROM),
            Map.entry("开始日期", FROM),
            Map.entry("失效日期", TO),
            Map.entry("结束日期", TO),
            Map.entry("计价项目", ITEM),
            Map.entry("型号", ITEM),
            Map.entry("加速卡型号", ITEM),
            Map.entry("站点", SITES),
            Map.entry("时段", HOURS),
            Map.entry("阶梯起点卡时", FROM_HOURS),
            Map.entry("含税单价", PRICE),
            Map.entry("计价单位", UNIT),
            Map.entry("单位", UNIT),
            Map.entry("数量", QUANTITY),
            Map.entry("起计时点", BILLABLE_FROM),
            Map.entry("月最低消费", MINIMUM),
            Map.entry("月承诺卡时", COMMITTED),
            Map.entry("未用卡时单价", SHORTFALL),
            Map.entry("中断补偿", LOST_WORK));

    /** What stands in the head of a Chinese template, in the order of {@link #ALL}. */
    private static final List<String> CHINESE = List.of(
            "价目表", "供应方", "税率", "开票项目", "版本", "生效日期", "失效日期", "计价项目", "站点", "时段", "阶梯起点卡时", "含税单价", "计价单位", "数量",
            "起计时点", "月最低消费", "月承诺卡时", "未用卡时单价", "中断补偿");

    private static final List<String> EXAMPLE = List.of(
            "example-list,example-compute,0.06,*信息技术服务*算力服务,list-2027,2027-01-01,,nvidia-h800-80g,east west,,,12.00,,,gang-running,,,,owner-reclaim=since-checkpoint node-fault=since-checkpoint tenant=none",
            "example-list,,,,list-2027,,,nvidia-h800-80g,east west,,10000,11.20,,,,,,,",
            "example-list,,,,list-2027,,,nvidia-h800-80g,east west,22:00-08:00,,8.40,,,,,,,",
            "example-list,,0.06,,list-2027,,,storage,east,,,180.00,tb-month,2,,,,,");

    private PriceColumns() {}

    /** Returns what a column is called in a Chinese table. */
    static String chinese(String column) {
        return CHINESE.get(ALL.indexOf(column));
    }

    /** Returns a table to fill in; the Chinese one begins with the mark by which Excel knows UTF-8. */
    static String template(boolean chinese) {
        String head = chinese ? "\uFEFF" + String.join(",", CHINESE) : String.join(",", ALL);
        return EXAMPLE.stream().collect(Collectors.joining("\n", head + "\n", "\n"));
    }
}
