package io.xisuan.cli.demo;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import io.xisuan.scheduler.plan.Decision;
import java.util.List;
import java.util.TreeMap;

/**
 * One attempt as it happens in the world: when its gang is whole, when it ends, when its devices are back, and what an
 * observer sees at which time.
 */
record GangRun(
        AttemptKey attempt,
        Decision.Start start,
        List<PodIdentity> pods,
        long runningMillis,
        long endMillis,
        long releasedMillis,
        TreeMap<Long, List<PodObservation>> observations) {}
