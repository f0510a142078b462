package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.operator.report.JobRun;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.operator.report.Reason;
import java.util.Optional;

/** Where a job stands, in the words of its status. */
final class Phases {
    private static final String UNSAID = "New";

    private Phases() {}

    /** Writes where the job stands, why, and at which place. */
    static void into(ObjectNode node, Optional<JobVerdict> verdict, Asker asker) {
        node.put("phase", verdict.map(Phases::word).orElse(UNSAID));
        verdict.flatMap(Phases::reason).ifPresent(reason -> {
            node.put("reason", reason.word());
            node.put("text", asker.heard(reason.text()));
        });
        verdict.flatMap(Phases::run).ifPresent(run -> {
            node.put("site", run.site().value());
            node.put("model", run.model().id());
            node.put("devices", run.devices());
            node.put("attempt", run.attempt());
        });
    }

    private static String word(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Refused refused -> "Refused";
            case JobVerdict.Queued queued -> "Queued";
            case JobVerdict.Never never -> "Never";
            case JobVerdict.Starting starting -> "Starting";
            case JobVerdict.Running running -> "Running";
            case JobVerdict.Stopping stopping -> "Stopping";
            case JobVerdict.Suspended suspended -> "Suspended";
            case JobVerdict.Ended ended -> ended.succeeded() ? "Succeeded" : "Failed";
        };
    }

    private static Optional<Reason> reason(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Refused refused ->
                Optional.of(new Reason(
                        refused.fault().reason().word(), refused.fault().text()));
            case JobVerdict.Queued queued -> Optional.of(queued.reason());
            case JobVerdict.Never never -> Optional.of(never.reason());
            case JobVerdict.Starting starting -> Optional.empty();
            case JobVerdict.Running running -> Optional.empty();
            case JobVerdict.Stopping stopping -> Optional.of(stopping.reason());
            case JobVerdict.Suspended suspended -> Optional.of(suspended.reason());
            case JobVerdict.Ended ended -> Optional.of(ended.reason());
        };
    }

    private static Optional<JobRun> run(JobVerdict verdict) {
        return switch (verdict) {
            case JobVerdict.Starting starting -> Optional.of(starting.run());
            case JobVerdict.Running running -> Optional.of(running.run());
            case JobVerdict.Stopping stopping -> Optional.of(stopping.run());
            case JobVerdict.Ended ended -> Optional.of(ended.run());
            case JobVerdict.Refused refused -> Optional.empty();
            case JobVerdict.Queued queued -> Optional.empty();
            case JobVerdict.Never never -> Optional.empty();
            case JobVerdict.Suspended suspended -> Optional.empty();
        };
    }
}
