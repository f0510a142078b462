package io.xisuan.cli.job;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.ReasonWords;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jobs as people and programs read them. */
record JobPage(Language language) {
    /** A job, as JSON shows it; what is not known is empty. */
    record Shown(
            String namespace,
            String job,
            String phase,
            String site,
            String accelerator,
            int devices,
            int attempt,
            String start,
            String expectedStart,
            String startedAt,
            String endedAt,
            String gross,
            String payableNow,
            String expectedLater,
            String payableSoFar,
            String basis,
            String reason,
            String message) {
        static Shown of(TrainingJob job) {
            TrainingJobStatus status = job.getStatus();
            return status == null ? unseen(job) : seen(job, status);
        }

        private static Shown unseen(TrainingJob job) {
            return new Shown(
                    job.getMetadata().getNamespace(),
                    job.getMetadata().getName(),
                    JobPage.phase(job),
                    "",
                    "",
                    wished(job),
                    0,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    "the operator has not looked at it yet");
        }

        private static int wished(TrainingJob job) {
            return job.getSpec().workers() * job.getSpec().devicesPerWorker();
        }

        private static Shown seen(TrainingJob job, TrainingJobStatus status) {
            return new Shown(
                    job.getMetadata().getNamespace(),
                    job.getMetadata().getName(),
                    JobPage.phase(job),
                    text(status.site()),
                    text(status.accelerator()),
                    status.devices() == null ? wished(job) : status.devices(),
                    status.attempt() == null ? 0 : status.attempt(),
                    text(status.start()),
                    text(status.expectedStart()),
                    text(status.startedAt()),
                    text(status.endedAt()),
                    text(status.gross()),
                    text(status.payableNow()),
                    text(status.expectedLater()),
                    text(status.payableSoFar()),
                    status.basis() == null ? "" : status.basis().name(),
                    text(status.reason()),
                    text(status.message()));
        }

        private static String text(@Nullable String known) {
            return known == null ? "" : known;
        }
    }

    /** Returns the word for where a job stands; one that is being deleted leaves. */
    static String phase(TrainingJob job) {
        if (job.getMetadata().getDeletionTimestamp() != null) {
            return "Cancelling";
        }
        return Optional.ofNullable(job.getStatus())
                .flatMap(status -> Optional.ofNullable(status.phase()))
                .map(JobPage::word)
                .orElse("New");
    }

    private static String word(JobPhase phase) {
        return phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT);
    }

    Table table(List<Shown> jobs, boolean namespaces) {
        Table.Builder table = namespaces ? Table.of(columns(true)) : Table.of(columns(false));
        for (Shown job : jobs) {
            Object[] cells = {
                job.job(),
                job.phase(),
                job.site(),
                job.devices(),
                job.start(),
                job.payableNow(),
                job.expectedLater(),
                job.reason(),
                ReasonWords.said(language, job.reason(), job.message())
            };
            table.row(namespaces ? with(job.namespace(), cells) : cells);
        }
        return table.build();
    }

    private static Object[] with(Object first, Object... rest) {
        Object[] all = new Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private Column[] columns(boolean namespaces) {
        List<Column> columns = List.of(
                Column.name("job", language.of("作业", "Job")),
                Column.name("phase", language.of("状态", "Phase")),
                Column.name("site", language.of("站点", "Site")),
                Column.number("devices", language.of("卡数", "Devices")),
                Column.name("start", language.of("开始", "Start")),
                Column.number("payableNow", language.of("现在应付（元）", "Payable CNY")),
                Column.number("expectedLater", language.of("预计返还（元）", "Later CNY")),
                Column.name("reason", language.of("原因", "Why")),
                Column.text("message", language.of("说明", "Says")));
        Column namespace = Column.name("namespace", language.of("命名空间", "Namespace"));
        return namespaces
                ? Stream.concat(Stream.of(namespace), columns.stream()).toArray(Column[]::new)
                : columns.toArray(Column[]::new);
    }
}
