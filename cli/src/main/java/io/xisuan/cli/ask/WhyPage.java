package io.xisuan.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.ReasonWords;
import io.xisuan.cli.output.Table;

/** What was decided on a job and what its attempts came to, in tables. */
final class WhyPage {
    private WhyPage() {}

    /** Returns where the job stands, in one line. */
    static String headline(JsonNode answer, Language lang) {
        StringBuilder line = new StringBuilder(AnswerText.text(answer, "job"));
        String phase = AnswerText.text(answer, "phase");
        if (!phase.equals("New")) {
            line.append("  ").append(phase(phase, lang));
        }
        if (answer.has("site")) {
            line.append(lang.of("  站点 %s，%d 张 %s，第 %d 次运行", "  at %s, %d %s, attempt %d")
                    .formatted(
                            AnswerText.text(answer, "site"),
                            answer.path("devices").asInt(),
                            AnswerText.text(answer, "model"),
                            answer.path("attempt").asInt()));
        }
        String text = ReasonWords.said(lang, AnswerText.text(answer, "reason"), AnswerText.text(answer, "text"));
        return text.isEmpty()
                ? line.toString()
                : line.append(lang.of("：", ": ")).append(text).toString();
    }

    private static String phase(String phase, Language lang) {
        return switch (phase) {
            case "Refused" -> lang.of("被拒", phase);
            case "Queued" -> lang.of("排队", phase);
            case "Never" -> lang.of("无法运行", phase);
            case "Starting" -> lang.of("启动中", phase);
            case "Running" -> lang.of("运行中", phase);
            case "Stopping" -> lang.of("停止中", phase);
            case "Suspended" -> lang.of("暂停", phase);
            case "Succeeded" -> lang.of("成功", phase);
            case "Failed" -> lang.of("失败", phase);
            default -> phase;
        };
    }

    static Table story(JsonNode answer, Language lang) {
        Table.Builder table = Table.of(
                Column.name("at", lang.of("时间", "when")),
                Column.name("kind", lang.of("决定", "decision")),
                Column.name("reason", lang.of("理由", "reason")),
                Column.text("text", lang.of("说明", "why")));
        for (JsonNode told : answer.path("story")) {
            table.row(
                    AnswerText.minute(told, "atMillis"),
                    kind(AnswerText.text(told, "kind"), lang),
                    AnswerText.text(told, "reason"),
                    ReasonWords.said(lang, AnswerText.text(told, "reason"), AnswerText.text(told, "text")));
        }
        return table.build();
    }

    private static String kind(String kind, Language lang) {
        return switch (kind) {
            case "start" -> lang.of("启动", kind);
            case "wait" -> lang.of("等待", kind);
            case "never" -> lang.of("不启动", kind);
            case "stop" -> lang.of("停止", kind);
            default -> kind;
        };
    }

    static Table attempts(JsonNode attempts, Language lang) {
        Table.Builder table = Table.of(
                Column.name("job", lang.of("作业", "job")),
                Column.number("attempt", lang.of("次", "attempt")),
                Column.name("site", lang.of("站点", "site")),
                Column.name("model", lang.of("加速卡", "accelerator")),
                Column.number("devices", lang.of("卡数", "devices")),
                Column.name("planned", lang.of("安排", "placed")),
                Column.name("ended", lang.of("结束", "ended")),
                Column.number("grossCny", lang.of("含税总价", "gross CNY")),
                Column.number("payableCny", lang.of("现在应付", "payable now CNY")),
                Column.number("laterCny", lang.of("预计返还", "expected later CNY")),
                Column.text("outcome", lang.of("结果", "outcome")));
        for (JsonNode attempt : attempts) {
            table.row(
                    AnswerText.text(attempt, "job"),
                    attempt.path("attempt").asInt(),
                    AnswerText.text(attempt, "site"),
                    AnswerText.text(attempt, "model"),
                    attempt.path("devices").asInt(),
                    AnswerText.minute(attempt, "plannedMillis"),
                    AnswerText.minute(attempt, "endedMillis"),
                    AnswerText.money(attempt, "gross"),
                    AnswerText.money(attempt, "payableNow"),
                    AnswerText.money(attempt, "expectedLater"),
                    outcome(attempt, lang));
        }
        return table.build();
    }

    /** In Chinese the outcome's first word is the reason that is told before the rest. */
    private static String outcome(JsonNode attempt, Language lang) {
        if (!attempt.has("outcome")) {
            return AnswerText.text(attempt, "state");
        }
        String reason = AnswerText.text(attempt, "reason");
        String text = AnswerText.text(attempt, "outcome");
        boolean named = !reason.isEmpty() && text.startsWith(reason);
        String rest = named ? text.substring(reason.length()).replaceFirst("^: *", "") : text;
        return switch (lang) {
            case EN -> text;
            case ZH -> ReasonWords.said(lang, reason, rest);
        };
    }
}
