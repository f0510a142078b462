package io.xisuan.operator.loop;

import io.xisuan.billing.store.StopOrder;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.JobEvent;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceRef;
import java.util.List;

/** Tells the users of jobs that were ordered to stop for others. */
final class Notices {
    private final Events events;

    Notices(Events events) {
        this.events = events;
    }

    void give(List<StopOrder> stops, Sight sight) {
        for (StopOrder stop : stops) {
            String uid = stop.attempt().job().uid();
            sight.job(uid)
                    .ifPresent(job -> events.tell(new JobEvent(
                            ResourceRef.to(job),
                            JobEvent.Kind.PREEMPTED,
                            stop.attempt().attempt(),
                            new Reason(stop.reason(), stop.text()))));
        }
    }
}
