package io.xisuan.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tenant's month in tables. */
final class SpendPage {
    private SpendPage() {}

    static Table sums(JsonNode answer, Language lang) {
        JsonNode sums = answer.path("sums");
        JsonNode credit = answer.path("credit");
        Table.Builder table = Table.of(
                Column.text("what", lang.of("项目", "what")),
                Column.number("grossCny", lang.of("含税总价", "gross CNY")),
                Column.number("payableCny", lang.of("应付", "payable CNY")));
        table.row(
                lang.of("已开票据", "documents issued"),
                AnswerText.money(sums, "invoicedGross"),
                AnswerText.money(sums, "invoicedPayable"));
        table.row(
                lang.of("本月结束的作业", "jobs that ended"),
                AnswerText.money(sums, "endedGross"),
                AnswerText.money(sums, "endedPayable"));
        table.row(lang.of("运行中，最多", "under way, at most"), "", AnswerText.money(sums, "underWayAtMost"));
        if (credit.has("available")) {
            table.row(lang.of("还可启动的额度", "left to start jobs with"), "", AnswerText.money(credit, "available"));
            table.row(lang.of("逾期", "overdue"), "", AnswerText.money(credit, "arrears"));
        }
        return table.build();
    }

    /** Returns the tables that have rows, by their headings. */
    static Map<String, Table> rest(JsonNode answer, Language lang) {
        Map<String, Table> tables = new LinkedHashMap<>();
        if (!answer.path("documents").isEmpty()) {
            tables.put(lang.of("票据", "Documents"), documents(answer.path("documents"), lang));
        }
        if (!answer.path("ended").isEmpty()) {
            tables.put(lang.of("本月结束的作业", "Jobs that ended"), WhyPage.attempts(answer.path("ended"), lang));
        }
        if (!answer.path("underWay").isEmpty()) {
            tables.put(lang.of("运行中的作业", "Jobs under way"), underWay(answer.path("underWay"), lang));
        }
        if (!answer.path("vouchers").isEmpty()) {
            tables.put(lang.of("算力券", "Vouchers"), vouchers(answer.path("vouchers"), lang));
        }
        return tables;
    }

    /** Returns what is said of rows that the tables leave out; empty where they have all. */
    static String leftOut(JsonNode answer, Language lang) {
        JsonNode out = answer.path("leftOut");
        int documents = out.path("documents").asInt();
        int ended = out.path("ended").asInt();
        int underWay = out.path("underWay").asInt();
        return documents + ended + underWay == 0
                ? ""
                : lang.of(
                                "较早的未列出：%d 张票据，%d 个已结束的作业，%d 个运行中的作业；合计包含全部。",
                                "Not listed are the older ones: %d documents, %d jobs that ended, %d under way; the sums are over all.")
                        .formatted(documents, ended, underWay);
    }

    private static Table documents(JsonNode documents, Language lang) {
        Table.Builder table = Table.of(
                Column.name("number", lang.of("编号", "number")),
                Column.name("kind", lang.of("种类", "kind")),
                Column.name("issued", lang.of("开具", "issued")),
                Column.name("contract", lang.of("合同", "contract")),
                Column.number("grossCny", lang.of("含税总价", "gross CNY")),
                Column.number("deductedCny", lang.of("券抵扣", "deducted CNY")),
                Column.number("payableCny", lang.of("应付", "payable CNY")),
                Column.number("laterCny", lang.of("预计返还", "expected later CNY")));
        for (JsonNode document : documents) {
            table.row(
                    AnswerText.text(document, "number"),
                    AnswerText.text(document, "kind"),
                    AnswerText.minute(document, "issuedMillis"),
                    AnswerText.text(document, "contract"),
                    AnswerText.money(document, "gross"),
                    AnswerText.money(document, "deducted"),
                    AnswerText.money(document, "payableNow"),
                    AnswerText.money(document, "expectedLater"));
        }
        return table.build();
    }

    private static Table underWay(JsonNode runs, Language lang) {
        Table.Builder table = Table.of(
                Column.name("job", lang.of("作业", "job")),
                Column.number("attempt", lang.of("次", "attempt")),
                Column.name("site", lang.of("站点", "site")),
                Column.name("model", lang.of("加速卡", "accelerator")),
                Column.number("devices", lang.of("卡数", "devices")),
                Column.name("planned", lang.of("安排", "placed")),
                Column.number("payableAtMostCny", lang.of("最多应付", "payable at most CNY")));
        for (JsonNode run : runs) {
            table.row(
                    AnswerText.text(run, "job"),
                    run.path("attempt").asInt(),
                    AnswerText.text(run, "site"),
                    AnswerText.text(run, "model"),
                    run.path("devices").asInt(),
                    AnswerText.minute(run, "plannedMillis"),
                    AnswerText.money(run, "payableAtMost"));
        }
        return table.build();
    }

    private static Table vouchers(JsonNode vouchers, Language lang) {
        Table.Builder table = Table.of(
                Column.name("voucher", lang.of("券", "voucher")),
                Column.name("programme", lang.of("政策", "programme")),
                Column.name("number", lang.of("编号", "number")),
                Column.name("validTo", lang.of("有效至", "valid to")),
                Column.number("grantedCny", lang.of("额度", "granted CNY")),
                Column.number("heldCny", lang.of("占用", "held CNY")),
                Column.number("usedCny", lang.of("已用", "used CNY")),
                Column.number("leftCny", lang.of("余额", "left CNY")));
        for (JsonNode voucher : vouchers) {
            table.row(
                    AnswerText.text(voucher, "voucher"),
                    AnswerText.text(voucher, "programme"),
                    AnswerText.text(voucher, "number"),
                    AnswerText.text(voucher, "validTo"),
                    AnswerText.money(voucher, "granted"),
                    AnswerText.money(voucher, "held"),
                    AnswerText.money(voucher, "used"),
                    AnswerText.money(voucher, "left"));
        }
        return table.build();
    }
}
