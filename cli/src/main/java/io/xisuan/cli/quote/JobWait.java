package io.xisuan.cli.quote;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ExitCode;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for a submitted job, and says each time that it stands otherwise. */
final class JobWait {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final KubernetesClient client;
    private final PrintWriter progress;
    private final Language lang;

    JobWait(KubernetesClient client, PrintWriter progress, Language lang) {
        this.client = client;
        this.progress = progress;
        this.lang = lang;
    }

    /** Returns once the job runs or ran (done), or is said never to (the answer is no). */
    ExitCode until(TrainingJob job) {
        String said = "";
        while (true) {
            Optional<TrainingJob> now = seen(job);
            if (now.isEmpty()) {
                progress.println(lang.of("作业已被删除。", "The job was deleted."));
                return ExitCode.ANSWER_IS_NO;
            }
            Optional<TrainingJobStatus> status = Optional.ofNullable(now.get().getStatus());
            String line = status.map(this::line).orElse("");
            if (!line.equals(said)) {
                progress.println(line);
                progress.flush();
                said = line;
            }
            Optional<ExitCode> end =
                    status.flatMap(known -> Optional.ofNullable(known.phase())).flatMap(JobWait::end);
            if (end.isPresent()) {
                return end.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Optional<TrainingJob> seen(TrainingJob job) {
        return Optional.ofNullable(client.resource(job).get());
    }

    private String line(TrainingJobStatus status) {
        String phase = status.phase() == null ? "" : status.phase().name().toLowerCase(Locale.ROOT);
        String at = status.site() == null ? "" : lang.of(" 于 ", " at ") + status.site();
        String start = status.start() == null ? "" : lang.of(", 开始 ", ", start ") + status.start();
        String why = status.message() == null ? "" : ": " + status.message();
        return phase + at + start + why;
    }

    private static Optional<ExitCode> end(JobPhase phase) {
        return switch (phase) {
            case RUNNING, SUCCEEDED -> Optional.of(ExitCode.DONE);
            case REFUSED, FAILED, NEVER, SUSPENDED -> Optional.of(ExitCode.ANSWER_IS_NO);
            case QUEUED, STARTING, STOPPING -> Optional.empty();
        };
    }
}
