package io.xisuan.billing.invoice.rendering;

import io.xisuan.billing.rendering.Language;
import java.util.List;
import java.util.stream.Stream;

/** The columns of an invoice's lines, in their order: programs read the keys, people the headings. */
enum InvoiceColumn {
    INVOICE("invoice", "账单编号"),
    LINE("line", "行号"),
    DAY("day", "日期"),
    NAMESPACE("namespace", "命名空间"),
    JOB("job", "作业"),
    JOB_UID("jobUid", "作业标识"),
    ATTEMPT("attempt", "次数"),
    COMPONENT("component", "组成"),
    SITE("site", "站点"),
    MODEL("model", "型号"),
    TARIFF_VERSION("tariffVersion", "价目版本"),
    TIER("tier", "价格档"),
    FUNDING("funding", "资金来源"),
    DEVICE_MILLIS("deviceMillis", "卡毫秒"),
    GPU_HOURS("gpuHours", "卡时"),
    UNIT_PRICE("unitPrice", "单价"),
    GROSS("gross", "含税金额"),
    SUBSIDY("subsidy", "券付"),
    CUSTOMER("customer", "应付"),
    REIMBURSABLE("reimbursable", "预计后补"),
    VAT_RATE("vatRatePercent", "税率%"),
    VAT("vat", "税额"),
    CORRECTS("corrects", "更正账单");

    private final String key;
    private final String chinese;

    InvoiceColumn(String key, String chinese) {
        this.key = key;
        this.chinese = chinese;
    }

    static List<String> headings(Language language) {
        return Stream.of(values())
                .map(column -> language.of(column.chinese, column.key))
                .toList();
    }
}
