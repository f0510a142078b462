package io.xisuan.cli.statement;

import io.xisuan.billing.rendering.Language;
import java.util.Map;

/** The words of statements in Chinese and English. */
enum Wording {
    ZH,
    EN;

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("day", "日期"),
            Map.entry("what", "事项"),
            Map.entry("reference", "单据"),
            Map.entry("change CNY", "变动（元）"),
            Map.entry("owed CNY", "应付（元）"),
            Map.entry("disputed CNY", "争议（元）"),
            Map.entry("prepaid CNY", "预付余额（元）"),
            Map.entry("balance CNY", "结欠（元）"),
            Map.entry("opening", "期初"),
            Map.entry("closing", "期末"),
            Map.entry("invoice-issued", "开具账单"),
            Map.entry("note-issued", "开具更正单"),
            Map.entry("money-receipt", "收款"),
            Map.entry("money-refund", "退款"),
            Map.entry("money-bounce", "退汇"),
            Map.entry("money-apply", "核销账单"),
            Map.entry("money-release", "撤销核销"),
            Map.entry("money-write-off", "坏账核销"),
            Map.entry("money-unmatch", "撤销认款"),
            Map.entry("dispute-opened", "提出争议"),
            Map.entry("dispute-rejected", "争议驳回"),
            Map.entry("dispute-settled", "争议已更正"),
            Map.entry("accelerator", "型号"),
            Map.entry("device hours", "卡时"),
            Map.entry("commitment", "承诺用量"),
            Map.entry("gross CNY", "含税金额（元）"),
            Map.entry("net CNY", "不含税金额（元）"),
            Map.entry("in all", "合计"),
            Map.entry("the owner's part is not on record", "未登记业主分成"));

    static Wording of(Language language) {
        return switch (language) {
            case ZH -> ZH;
            case EN -> EN;
        };
    }

    /** Returns a word of the books as this language has it; one that has no translation stays as it is. */
    String of(String english) {
        return switch (this) {
            case ZH -> CHINESE.getOrDefault(english, english);
            case EN ->
                english.replaceFirst("^(money|dispute|invoice|note)-", "$1 ").replace("money ", "");
        };
    }
}
