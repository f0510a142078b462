package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UsageInterval;
import java.util.List;

/**
 * Every lane's time of a site in a window.
 *
 * @param held by our jobs, billed or not, in canonical order
 * @param rest what none of our jobs held, in order of node, lane and time
 * @param findings in order of time
 */
public record SiteTime(List<UsageInterval> held, List<LaneTime> rest, List<FoldFinding> findings) {
    public SiteTime {
        held = List.copyOf(held);
        rest = List.copyOf(rest);
        findings = List.copyOf(findings);
    }
}
