package io.xisuan.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.ReasonWords;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.api.v1alpha1.InquiryJob;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.inquiry.StoreEta;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code eta JOB}: when a job that waits is expected to start, and how sure that is. */
@Command(
        name = "eta",
        description = "Says when a job that waits is expected to start: an estimate with its grounds, and no promise.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan eta first-gang -n example"})
public final class EtaCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private AskOption ask = new AskOption();

    @Mixin
    private Progress progress = new Progress();

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String job = "";

    @Override
    public void run() {
        Language lang = output.language();
        JsonNode answer = ask.answer(
                new InquirySpec(null, null, new InquiryJob(job), null),
                store -> StoreEta.answer(store, ask.namespace(), job, System.currentTimeMillis()),
                progress);
        output.output().say(WhyPage.headline(answer, lang));
        output.print(answer, table(answer, lang));
        output.output().say(grounds(answer, lang));
    }

    private static Table table(JsonNode answer, Language lang) {
        Table.Builder table = Table.of(
                Column.text("basis", lang.of("依据", "if")),
                Column.name("start", lang.of("开始", "it starts")),
                Column.name("site", lang.of("站点", "site")),
                Column.text("why", lang.of("说明", "why")));
        JsonNode start = answer.path("start");
        table.row(
                lang.of("各作业按其声明时长运行", "every run takes as long as its tenant says"),
                AnswerText.start(start, lang),
                AnswerText.text(start, "site"),
                why(start, lang));
        for (String name : List.of("early", "likely", "late")) {
            JsonNode one = answer.path("range").path(name);
            if (one.has("startMillis")) {
                table.row(basis(name, one, lang), "~" + AnswerText.minute(one, "startMillis"), "", "");
            }
        }
        return table.build();
    }

    private static String why(JsonNode start, Language lang) {
        String cause = AnswerText.cause(start, lang);
        String text = ReasonWords.said(lang, AnswerText.text(start, "reason"), AnswerText.text(start, "why"));
        return cause.isEmpty() || text.isEmpty() ? cause + text : cause + lang.of("；", "; ") + text;
    }

    private static String basis(String name, JsonNode one, Language lang) {
        int percent = one.path("runsPerMille").asInt() / 10;
        return switch (name) {
            case "early" ->
                lang.of("较早：各作业只用声明时长的 %d%%", "early: every run takes %d %% of that")
                        .formatted(percent);
            case "late" ->
                lang.of("较晚：各作业用声明时长的 %d%%", "late: every run takes %d %% of that")
                        .formatted(percent);
            default ->
                lang.of("通常：各作业用声明时长的 %d%%", "usual: every run takes %d %% of that")
                        .formatted(percent);
        };
    }

    private static String grounds(JsonNode answer, Language lang) {
        JsonNode range = answer.path("range");
        String tail = lang.of(
                "之后到来的更优先作业与业主收回的设备不在其中。", "Who comes later with more right, and what owners take back, is in none.");
        if (range.has("why")) {
            return lang.of("没有区间：自行结束的运行太少。", "No range: " + AnswerText.text(range, "why") + ". ") + tail;
        }
        return range.has("runs")
                ? lang.of(
                                        "区间依据最近 %d 次自行结束的运行 （10%%、50%%、90%%）。",
                                        "The range is that of the last %d runs that ended by themselves (10, 50 and 90 %%). ")
                                .formatted(range.path("runs").asInt())
                        + tail
                : tail;
    }
}
