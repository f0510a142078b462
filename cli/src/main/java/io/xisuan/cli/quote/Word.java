package io.xisuan.cli.quote;

import io.xisuan.billing.quote.ProgrammeAnswer.Outcome;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;

/** The words of a quote, in English and Chinese. */
enum Word {
    SITE("site", "站点"),
    MODEL("accelerator", "加速卡"),
    GROSS("gross CNY", "含税总价"),
    PAYABLE("payable now CNY", "现在应付"),
    AT_MOST("at most CNY", "最多应付"),
    LATER("expected later CNY", "预计返还"),
    OPEN("not confirmed CNY", "待确认"),
    SOONEST("if started first CNY", "最早开始应付"),
    NOTE("note", "说明"),
    PROGRAMME("programme", "政策"),
    VOUCHER("voucher", "券"),
    OUTCOME("what it does", "处理"),
    AMOUNT("amount CNY", "金额"),
    ESTIMATE("estimate CNY", "估计"),
    PAYER("payer", "支付方"),
    LIKELY("likely", "预计月份"),
    BALANCE("balance", "余额"),
    WHY("why", "原因"),
    CAUSE("work is lost by", "作业损失原因"),
    CREDIT("the seller credits", "供应方减免"),
    QUOTE("quote", "报价"),
    JOB("job", "作业"),
    TENANT("tenant", "租户"),
    CONTRACT("contract", "合同"),
    MADE("made", "生成"),
    EXPIRES("stands until", "有效至"),
    PROGRAMMES("Programmes, at every site", "各站点适用的政策"),
    LOST_WORK("When work is lost", "作业损失时"),
    WHEN_MONEY_ENDS("When the vouchers are used up", "券额用尽时");

    private final String en;
    private final String zh;

    Word(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    String in(Language lang) {
        return switch (lang) {
            case EN -> en;
            case ZH -> zh;
        };
    }

    static String of(Outcome outcome, Language lang) {
        return switch (outcome) {
            case DEDUCTED -> pick(lang, "deducted now", "立即抵扣");
            case EXPECTED_LATER -> pick(lang, "paid to the tenant later", "事后返还");
            case NOT_CONFIRMED -> pick(lang, "not confirmed", "待确认");
            case NOT_COVERED -> pick(lang, "does not apply", "不适用");
            case EXHAUSTED -> pick(lang, "used up", "已用尽");
        };
    }

    static String of(WhenMoneyEnds choice, Language lang) {
        return switch (choice) {
            case SELF_PAY -> pick(lang, "it goes on at the tenant's own cost", "继续运行，费用自付");
            case PAUSE -> pick(lang, "it pauses at a checkpoint and waits for money", "在检查点暂停，等待额度");
            case STOP -> pick(lang, "it stops", "停止");
        };
    }

    static String of(LostWorkCause cause, Language lang) {
        return switch (cause) {
            case OWNER_RECLAIM -> pick(lang, "the site's owner takes devices back", "站点业主收回设备");
            case NODE_FAULT -> pick(lang, "a device or node fails", "设备或节点故障");
            case TENANT -> pick(lang, "the tenant's own program or wish", "租户自身原因");
        };
    }

    static String of(LostWorkCredit credit, Language lang) {
        return switch (credit) {
            case NONE -> pick(lang, "nothing", "不减免");
            case SINCE_CHECKPOINT -> pick(lang, "all time since the last checkpoint", "上一检查点以来的时间");
            case ALL -> pick(lang, "all time of the attempt", "本次运行的全部时间");
        };
    }

    private static String pick(Language lang, String en, String zh) {
        return switch (lang) {
            case EN -> en;
            case ZH -> zh;
        };
    }
}
