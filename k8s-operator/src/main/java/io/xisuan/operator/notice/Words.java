package io.xisuan.operator.notice;

import io.xisuan.billing.notice.Audience;
import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.rendering.Language;
import java.util.Map;
import java.util.Optional;

/** The words of kinds, facts and reasons in both languages. */
public final class Words {
    /** What stable words of reasons mean to a Chinese reader; the operator writes its sentences in English. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("Preempted", "为排序更前的作业让位"),
            Map.entry("Reclaimed", "站点业主收回设备"),
            Map.entry("Moved", "在站点内搬移以腾出整块设备"),
            Map.entry("WorkerFailed", "作业自身的进程失败"),
            Map.entry("DeadlineExceeded", "超过允许的运行时间"),
            Map.entry("StoppedWithoutMoney", "券额用尽，按约定停止"),
            Map.entry("IdleStopped", "设备长时间空闲，按约定停止"),
            Map.entry("TimeLimit", "到达时间上限"),
            Map.entry("ImageNotPulled", "镜像无法拉取"),
            Map.entry("INVOICE", "账单"),
            Map.entry("CREDIT_NOTE", "红字账单"),
            Map.entry("DEBIT_NOTE", "补收账单"));

    private static final Map<String, String> DOCUMENTS =
            Map.of("INVOICE", "invoice", "CREDIT_NOTE", "credit note", "DEBIT_NOTE", "debit note");

    private Words() {}

    /** Returns a kind as a heading. */
    public static String of(NoticeKind kind, Language language) {
        return switch (kind) {
            case PREEMPTED -> language.of("作业被中断", "Job preempted");
            case BUDGET_REACHED -> language.of("预算使用提醒", "Budget reached");
            case VOUCHER_EXPIRING -> language.of("算力券即将到期", "Voucher expiring");
            case CLAIM_DEADLINE -> language.of("申领期限临近", "Claim deadline");
            case INVOICE_ISSUED -> language.of("账单已开具", "Invoice issued");
            case SITE_CUT_OFF -> language.of("站点失联", "Site cut off");
            case SITE_BACK -> language.of("站点恢复", "Site back");
            case JOB_FAILED -> language.of("作业失败", "Job failed");
            case JOB_NEVER -> language.of("作业无法启动", "Job can never start");
            case TEST -> language.of("测试通知", "Test notice");
        };
    }

    /** Returns a role. */
    public static String of(Audience audience, Language language) {
        return switch (audience) {
            case TENANT -> language.of("租户", "tenant");
            case OPERATIONS -> language.of("运维", "operations");
            case FINANCE -> language.of("财务", "finance");
        };
    }

    static String of(Fact fact, Language language) {
        return switch (fact) {
            case JOB -> language.of("作业", "job");
            case ATTEMPT -> language.of("第几次运行", "attempt");
            case SITE -> language.of("站点", "site");
            case REASON -> language.of("原因", "reason");
            case DETAIL -> language.of("说明", "details");
            case BY -> language.of("最迟于", "by");
            case PERCENT -> language.of("已用", "used");
            case AMOUNT -> language.of("金额", "amount");
            case OF -> language.of("总额", "of");
            case VOUCHER -> language.of("算力券", "voucher");
            case PROGRAMME -> language.of("政策", "programme");
            case NUMBER -> language.of("编号", "number");
            case LASTDAY -> language.of("最后一天", "last day");
            case DAYS -> language.of("剩余天数", "days left");
            case SUPPLIER -> language.of("供应商", "supplier");
            case CLAIM -> language.of("申领", "claim");
            case DOCUMENT -> language.of("单据", "document");
            case MONTH -> language.of("账期", "month");
            case CONTRACT -> language.of("合同", "contract");
            case GROSS -> language.of("含税总额", "gross");
            case PAYABLE -> language.of("应付", "payable");
            case LATER -> language.of("预计后续到账", "expected later");
            case JOBS -> language.of("受影响的作业", "jobs affected");
            case SINCE -> language.of("自", "since");
            case ABOUT -> language.of("对象", "about");
        };
    }

    /** Returns what a stable word means, or the word itself. */
    static String meaning(String word, Language language) {
        return language.of(
                Optional.ofNullable(REASONS.get(word))
                        .map(zh -> DOCUMENTS.containsKey(word) ? zh : "%s（%s）".formatted(zh, word))
                        .orElse(word),
                DOCUMENTS.getOrDefault(word, word));
    }
}
