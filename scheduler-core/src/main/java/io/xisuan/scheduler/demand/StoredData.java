package io.xisuan.scheduler.demand;

import io.xisuan.model.SiteId;

/** Where data lies that a job has to have at its site, and how much: GiB, more than zero. */
public record StoredData(SiteId site, long gib) {
    public StoredData {
        if (gib < 1) {
            throw new IllegalArgumentException("Data at %s is 1 GiB at least, not %d".formatted(site, gib));
        }
    }
}
