package io.xisuan.operator.loop;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.SiteVerdict;
import io.xisuan.scheduler.plan.Victim;
import java.time.Instant;
import java.util.stream.Collectors;

/** What the decision log says of room that is made, in words. */
final class PlanTexts {
    private PlanTexts() {}

    static String name(JobId job) {
        return job.namespace() + "/" + job.name();
    }

    /** Says whose places it gets, what that costs them, from when, and why not elsewhere. */
    static String preempt(Decision.Preempt preempt) {
        String victims = preempt.victims().stream().map(PlanTexts::victim).collect(Collectors.joining(", "));
        String text = "%s leave %s for it by %s"
                .formatted(victims, preempt.seat().site(), Instant.ofEpochMilli(preempt.startMillis()));
        String others =
                preempt.explanation().others().stream().map(PlanTexts::verdict).collect(Collectors.joining("; "));
        return others.isEmpty() ? text : text + "; " + others;
    }

    private static String verdict(SiteVerdict verdict) {
        return verdict.site() + ": " + verdict.text();
    }

    private static String victim(Victim victim) {
        return "%s (%d devices, loses %d device-seconds)"
                .formatted(name(victim.job()), victim.devices(), victim.lostDeviceMillis() / 1000);
    }

    /** Says what becomes of a job that is resized; for whom, if for anybody, is said by who may. */
    static String resize(Decision.Resize resize) {
        String why = resize.beneficiary().isPresent() ? "makes room" : resize.text();
        return "it goes on with %d workers instead of %d: %s"
                .formatted(resize.seat().workers().size(), resize.workersBefore(), why);
    }
}
