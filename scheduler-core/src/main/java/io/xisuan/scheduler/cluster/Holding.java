package io.xisuan.scheduler.cluster;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;

/** A gang that a tenant runs on devices of a type: what jobs have in common that count alike for their tenant. */
public record Holding(TenantId tenant, DeviceType type, Gang gang) {
    static Holding of(RunningJob job) {
        return new Holding(
                job.request().tenant(),
                job.allocation().type(),
                job.allocation().gang());
    }
}
