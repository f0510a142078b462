package io.xisuan.cli.operations;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.ReasonWords;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.operator.loop.Preview;
import io.xisuan.scheduler.plan.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queue as people and programs read it. */
record QueuePage(Language language) {
    /** A waiting job, as JSON shows it; what is not known is empty. */
    record Shown(
            int position,
            String job,
            String tenant,
            int priority,
            int devices,
            String submitted,
            String verdict,
            String site,
            String start,
            boolean firm,
            String reason,
            String text,
            Optional<Money> payableNow) {
        static Shown of(int position, Preview.Line line) {
            return new Shown(
                    position,
                    line.job().namespace() + "/" + line.job().name(),
                    line.tenant().value(),
                    line.priority(),
                    line.devices(),
                    ShownTime.second(line.submittedMillis()),
                    line.verdict().name(),
                    line.site().map(SiteId::value).orElse(""),
                    line.startMillis().map(ShownTime::second).orElse(""),
                    line.firm(),
                    line.reason(),
                    line.text(),
                    line.cost().map(Cost.Priced::payableNow));
        }
    }

    static List<Shown> shown(Preview preview) {
        List<Shown> shown = new ArrayList<>();
        preview.queue().forEach(line -> shown.add(Shown.of(shown.size() + 1, line)));
        return shown;
    }

    Table table(List<Shown> lines) {
        Table.Builder table = Table.of(
                Column.number("position", "#"),
                Column.name("job", language.of("作业", "Job")),
                Column.name("tenant", language.of("租户", "Tenant")),
                Column.number("priority", language.of("优先级", "Priority")),
                Column.number("devices", language.of("卡数", "Devices")),
                Column.name("start", language.of("预计开始", "Expected start")),
                Column.name("site", language.of("站点", "Site")),
                Column.number("payableNow", language.of("现在应付（元）", "Payable CNY")),
                Column.name("reason", language.of("原因", "Why")),
                Column.text("text", language.of("说明", "Says")));
        lines.forEach(line -> table.row(
                line.position(),
                line.job(),
                line.tenant(),
                line.priority(),
                line.devices(),
                start(line.verdict(), line.start(), line.firm()),
                line.site(),
                line.payableNow(),
                line.reason(),
                ReasonWords.said(language, line.reason(), line.text())));
        return table.build();
    }

    /** Returns a start as people read it: now, an instant, with {@code ~} where later jobs may still delay it, or never. */
    String start(String verdict, String start, boolean firm) {
        return switch (Preview.Verdict.valueOf(verdict)) {
            case STARTS -> language.of("现在", "now");
            case NEVER -> language.of("不可能", "never");
            case AFTER_OTHERS, WAITS -> start.isEmpty() ? language.of("未知", "unknown") : (firm ? "" : "~") + start;
        };
    }
}
