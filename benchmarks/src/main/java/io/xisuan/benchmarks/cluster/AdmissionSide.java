package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.xisuan.benchmarks.cluster.AdmissionLoad.Arrival;

/** A system under the admission load: how a job is asked for there, and what to watch. All keys are {@code namespace/job}. */
interface AdmissionSide {
    /** Returns what is appended to the names of its metrics; empty for ours. */
    String suffix();

    /** Returns the letters before its queues' names. */
    String prefix();

    /** Returns the object to create. */
    HasMetadata wish(Arrival arrival);

    /** Watches for what the system itself calls admitted. */
    Sightings admitted();

    /** Watches for the jobs' pods. */
    Sightings pods();

    /** Watches for jobs that are done. */
    Sightings done();
}
