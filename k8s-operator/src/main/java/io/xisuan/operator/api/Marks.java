package io.xisuan.operator.api;

/** The marks on objects that we create in clusters, and the names of what we install there. */
public final class Marks {
    /** The prefix of everything that is ours. */
    public static final String PREFIX = "xisuan.io/";

    /** Label: the uid of the TrainingJob; whoever has it is ours. */
    public static final String JOB = PREFIX + "job";

    /** Label: the name of the TrainingJob, cut to 63 characters; for people, never for identity. */
    public static final String JOB_NAME = PREFIX + "job-name";

    /** Label: the attempt, from 1. */
    public static final String ATTEMPT = PREFIX + "attempt";

    /** Label: the worker's rank within its gang, from 0. */
    public static final String RANK = PREFIX + "rank";

    /** Label: the site at which the attempt was placed. */
    public static final String SITE = PREFIX + "site";

    /** Annotation: the leader's epoch under which the object was created, a decimal number. */
    public static final String EPOCH = PREFIX + "epoch";

    /** Annotation of a pod that is told to stop: the instant by which it must have, as its worker reads it in a file. */
    public static final String STOP_BY = PREFIX + "stop-by";

    /** Label of a namespace: the Tenant that it belongs to; also an annotation of our pods. */
    public static final String TENANT = PREFIX + "tenant";

    /** Annotation, written by whoever speaks for the worker: it has saved itself, and may be taken down. */
    public static final String CHECKPOINTED = PREFIX + "checkpointed";

    /** Finalizer of our pods: they stay until their device time is in the journal. */
    public static final String METERING_FINALIZER = PREFIX + "metering";

    /** Annotation of a node: where its exporters answer, {@code name=host:port,...}, instead of where they are discovered. */
    public static final String EXPORTERS = PREFIX + "exporters";

    /** The prefix of a job's annotations that its pods take over, for the test bed's simulated kubelets. */
    public static final String TESTBED_PREFIX = "testbed.xisuan.io/";

    /** The field manager of everything that we apply. */
    public static final String FIELD_MANAGER = "xisuan-operator";

    /** The namespace of our own objects. */
    public static final String SYSTEM_NAMESPACE = "xisuan-system";

    /** The ConfigMap in {@link #SYSTEM_NAMESPACE} whose {@code data.epoch} fences former leaders off. */
    public static final String LEADER = "xisuan-leader";

    /** The key of the epoch in the ConfigMap {@link #LEADER}. */
    public static final String LEADER_EPOCH = "epoch";

    /** The Lease in {@link #SYSTEM_NAMESPACE} that says who leads. */
    public static final String LEASE = "xisuan-operator";

    /** The gate of pods that others made and that are to wait until they are placed. */
    public static final String PLAN_GATE = PREFIX + "plan";

    /** The priority class of our pods: owners may evict them, they never evict anyone. */
    public static final String GUEST_PRIORITY = "xisuan-guest";

    private Marks() {}
}
