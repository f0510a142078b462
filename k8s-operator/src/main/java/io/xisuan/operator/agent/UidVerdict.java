package io.xisuan.operator.agent;

/** Whether a pod's uid is known, and if not, why; a wrong uid is never given. */
public enum UidVerdict {
    /** The API server named it after the kubelet was read, and this kubelet had accepted that pod before. */
    CONFIRMED,
    /** The API server could not be reached; the pod had this uid when it last could, and holds the same since. */
    LAST_KNOWN,
    /** The API server could not be reached, and nothing is known from before. */
    API_UNREACHABLE,
    /** The agent was told to ask nobody. */
    API_NOT_ASKED,
    /** The API server has no such pod: one that was deleted by force while the kubelet still ends it. */
    NOT_IN_API,
    /** The pod of that name in the API server was not accepted by this kubelet before it was read: it may be a successor. */
    NOT_ACCEPTED_YET,
    /** The pod of that name is bound to another node. */
    ON_ANOTHER_NODE,
    /** The kubelet lists the name twice. */
    NAME_LISTED_TWICE
}
