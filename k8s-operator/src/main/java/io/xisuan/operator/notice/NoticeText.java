package io.xisuan.operator.notice;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.rendering.Language;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A notice in words: a title that says it all, what is known line by line, and what to do. Nothing in it is markup; whoever sends it writes
 * it as its receiver wants text.
 *
 * @param next what to do next; empty where nothing is to do
 */
public record NoticeText(String title, List<Line> lines, Optional<String> next) {
    /** One thing that is known. */
    public record Line(String label, String value) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Set<Fact> MONEY = Set.of(Fact.AMOUNT, Fact.OF, Fact.GROSS, Fact.PAYABLE, Fact.LATER);
    private static final Set<Fact> TIMES = Set.of(Fact.BY, Fact.SINCE);
    private static final Set<Fact> WORDS = Set.of(Fact.REASON, Fact.DOCUMENT);
    private static final Set<Fact> HIDDEN = Set.of(Fact.ABOUT);

    public NoticeText {
        lines = List.copyOf(lines);
    }

    /**
     * Returns a notice in words.
     *
     * @param zone in which times are shown
     */
    public static NoticeText of(Notice notice, Language language, ZoneId zone) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(language.of("时间", "time"), time(Instant.ofEpochMilli(notice.atMillis()), zone)));
        notice.tenant()
                .map(TenantId::value)
                .ifPresent(tenant -> lines.add(new Line(language.of("租户", "tenant"), tenant)));
        for (Map.Entry<Fact, String> fact : notice.facts().entrySet()) {
            if (!HIDDEN.contains(fact.getKey()) && !fact.getValue().isEmpty()) {
                lines.add(new Line(
                        Words.of(fact.getKey(), language), value(fact.getKey(), fact.getValue(), language, zone)));
            }
        }
        String title = oneLine(Words.of(notice.kind(), language) + language.of("：", ": ") + subject(notice, language));
        return new NoticeText(title, lines, next(notice, language));
    }

    /** Returns all lines as plain text. */
    public String plain() {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        lines.forEach(line ->
                text.append(line.label()).append(": ").append(line.value()).append('\n'));
        next.ifPresent(what -> text.append('\n').append(what).append('\n'));
        return text.toString();
    }

    private static String value(Fact fact, String value, Language language, ZoneId zone) {
        if (MONEY.contains(fact)) {
            return language.of(value + " 元", "CNY " + value);
        }
        if (TIMES.contains(fact)) {
            return time(Instant.parse(value), zone);
        }
        if (fact == Fact.PERCENT) {
            return value + " %";
        }
        return oneLine(WORDS.contains(fact) ? Words.meaning(value, language) : value);
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone)) + " " + instant.atZone(zone).getOffset();
    }

    private static String subject(Notice notice, Language language) {
        return switch (notice.kind()) {
            case PREEMPTED, JOB_FAILED, JOB_NEVER ->
                "%s, %s".formatted(notice.fact(Fact.JOB), Words.meaning(notice.fact(Fact.REASON), language));
            case BUDGET_REACHED ->
                "%s %s %%"
                        .formatted(
                                notice.fact(Fact.ABOUT).equals("job")
                                        ? notice.fact(Fact.JOB)
                                        : notice.tenant().map(TenantId::value).orElse(""),
                                notice.fact(Fact.PERCENT));
            case VOUCHER_EXPIRING ->
                language.of("%s，最后一天 %s，剩余 %s 元", "%s, last day %s, CNY %s free")
                        .formatted(notice.fact(Fact.VOUCHER), notice.fact(Fact.LASTDAY), notice.fact(Fact.AMOUNT));
            case CLAIM_DEADLINE ->
                language.of("%s，截止 %s，%s 元", "%s, closes %s, CNY %s")
                        .formatted(notice.fact(Fact.PROGRAMME), notice.fact(Fact.LASTDAY), notice.fact(Fact.AMOUNT));
            case INVOICE_ISSUED ->
                language.of("%s，%s，应付 %s 元", "%s, %s, payable CNY %s")
                        .formatted(notice.fact(Fact.NUMBER), notice.fact(Fact.MONTH), notice.fact(Fact.PAYABLE));
            case SITE_CUT_OFF, SITE_BACK -> notice.fact(Fact.SITE);
            case TEST -> notice.fact(Fact.DETAIL);
        };
    }

    /** Commands as people type them; names in them are names of the store, which hold no blank. */
    private static Optional<String> next(Notice notice, Language language) {
        String does = language.of("下一步", "Next");
        Optional<String> command = switch (notice.kind()) {
            case PREEMPTED ->
                Optional.of(language.of(
                        "无需操作：作业会从检查点自动重试",
                        "nothing to do: the job is tried again by itself, from its checkpoint if it has one"));
            case BUDGET_REACHED ->
                Optional.of(
                        notice.fact(Fact.ABOUT).equals("job")
                                ? language.of("提高 spec.budget，或删除作业", "raise spec.budget, or delete the job")
                                : language.of(
                                                "xisuan spend（财务：xisuan account show %s）",
                                                "xisuan spend (finance: xisuan account show %s)")
                                        .formatted(notice.tenant()
                                                .map(TenantId::value)
                                                .orElse("TENANT")));
            case VOUCHER_EXPIRING -> Optional.of("xisuan voucher expiring --within 30d");
            case CLAIM_DEADLINE -> Optional.of("xisuan claim due --within 14d");
            case INVOICE_ISSUED -> Optional.of("xisuan invoice show " + notice.fact(Fact.NUMBER));
            case SITE_CUT_OFF -> Optional.of("xisuan site show " + notice.fact(Fact.SITE));
            case SITE_BACK, TEST -> Optional.empty();
            case JOB_FAILED, JOB_NEVER -> {
                String[] job = notice.fact(Fact.JOB).split("/", 2);
                yield Optional.of("kubectl describe trainingjob -n %s %s".formatted(job[0], job[job.length - 1]));
            }
        };
        return command.map(text -> "%s: %s".formatted(does, text));
    }

    /** What others wrote stays on its line. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
