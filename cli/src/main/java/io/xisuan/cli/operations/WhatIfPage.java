package io.xisuan.cli.operations;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.operator.loop.Preview;
import io.xisuan.scheduler.plan.Cost;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Two plans side by side, as people and programs read them. */
record WhatIfPage(Language language) {
    /** What is said of a job in one plan; of one that does not wait there, that it runs or is not there. */
    record Side(String verdict, String site, String start, boolean firm, String reason, Optional<Money> payableNow) {
        static Side of(Optional<Preview.Line> line) {
            return line.map(known -> new Side(
                            known.verdict().name(),
                            known.site().map(SiteId::value).orElse(""),
                            known.startMillis().map(ShownTime::second).orElse(""),
                            known.firm(),
                            known.reason(),
                            known.cost().map(Cost.Priced::payableNow)))
                    .orElseGet(() -> new Side("", "", "", false, "", Optional.empty()));
        }
    }

    /**
     * A job now and then, as JSON shows it.
     *
     * @param earlierSeconds by how much sooner it is expected to start; negative for later, empty where one of the times is not known
     */
    record Shown(
            String job,
            String tenant,
            int devices,
            Side now,
            Side then,
            boolean changed,
            Optional<Long> earlierSeconds) {
        static Shown of(JobId job, Preview now, Preview then) {
            Optional<Preview.Line> before = now.of(job);
            Optional<Preview.Line> after = then.of(job);
            Preview.Line any = after.or(() -> before).orElseThrow();
            return new Shown(
                    job.namespace() + "/" + job.name(),
                    any.tenant().value(),
                    any.devices(),
                    Side.of(before),
                    Side.of(after),
                    !Side.of(before).equals(Side.of(after)),
                    earlier(before.flatMap(Preview.Line::startMillis), after.flatMap(Preview.Line::startMillis)));
        }

        private static Optional<Long> earlier(Optional<Long> before, Optional<Long> after) {
            return before.flatMap(old -> after.map(other -> Math.floorDiv(old - other, 1000L)));
        }
    }

    static List<Shown> shown(Preview now, Preview then) {
        Set<JobId> jobs = new LinkedHashSet<>();
        then.queue().forEach(line -> jobs.add(line.job()));
        now.queue().forEach(line -> jobs.add(line.job()));
        return jobs.stream().map(job -> Shown.of(job, now, then)).toList();
    }

    Table table(List<Shown> jobs) {
        Table.Builder table = Table.of(
                Column.name("job", language.of("作业", "Job")),
                Column.name("tenant", language.of("租户", "Tenant")),
                Column.number("devices", language.of("卡数", "Devices")),
                Column.name("startNow", language.of("现计划开始", "Start now")),
                Column.name("siteNow", language.of("现站点", "Site now")),
                Column.number("payableNow", language.of("现应付（元）", "Payable now CNY")),
                Column.name("startThen", language.of("假设下开始", "Start then")),
                Column.name("siteThen", language.of("假设下站点", "Site then")),
                Column.number("payableThen", language.of("假设下应付（元）", "Payable then CNY")),
                Column.name("difference", language.of("差别", "Difference")));
        jobs.forEach(job -> table.row(
                job.job(),
                job.tenant(),
                job.devices(),
                start(job.now()),
                job.now().site(),
                job.now().payableNow(),
                start(job.then()),
                job.then().site(),
                job.then().payableNow(),
                difference(job)));
        return table.build();
    }

    private String start(Side side) {
        return side.verdict().isEmpty()
                ? language.of("运行中或不存在", "runs, or is not there")
                : new QueuePage(language).start(side.verdict(), side.start(), side.firm());
    }

    private String difference(Shown job) {
        if (!job.changed()) {
            return language.of("相同", "same");
        }
        long seconds = job.earlierSeconds().orElse(0L);
        if (seconds == 0) {
            return language.of("有变化", "changed");
        }
        String length = length(Math.abs(seconds));
        return seconds > 0 ? language.of("提前 ", "sooner by ") + length : language.of("推迟 ", "later by ") + length;
    }

    private static String length(long seconds) {
        return seconds < 3600
                ? "%dm".formatted(Math.ceilDiv(seconds, 60L))
                : "%dh%02dm".formatted(seconds / 3600, seconds % 3600 / 60);
    }

    /** Returns the running jobs that the plan would touch, in words. */
    static String touched(List<Preview.Touched> touched) {
        return touched.stream()
                .map(each -> "%s/%s (%s)"
                        .formatted(each.job().namespace(), each.job().name(), each.reason()))
                .collect(Collectors.joining(", "));
    }
}
