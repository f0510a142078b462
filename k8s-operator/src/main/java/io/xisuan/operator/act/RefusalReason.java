package io.xisuan.operator.act;

/** Why a cluster refused an act; trying the same again does not help until someone changes something. */
public enum RefusalReason {
    /** An object of that name exists and is not this attempt's. */
    NAME_TAKEN,
    /** The tenant's namespace does not exist in the cluster, or is being deleted. */
    NAMESPACE_MISSING,
    /** The cluster has not been set up, or someone removed a part: the fence's ConfigMap is missing, for instance. */
    NOT_SET_UP,
    /** The cluster's Kubernetes is older than 1.30. */
    TOO_OLD,
    /** The operator's user may not do this. */
    NO_RIGHTS,
    /** An admission policy or webhook of the cluster's owner refuses the object. */
    POLICY,
    /** The namespace's resource quota is used up. */
    QUOTA,
    /** The API server finds the object malformed, or the order sets a variable that would expose devices. */
    INVALID,
    /** The object is not the one that was meant: another uid has its name. */
    CHANGED
}
