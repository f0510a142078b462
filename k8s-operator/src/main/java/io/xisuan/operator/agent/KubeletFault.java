package io.xisuan.operator.agent;

/** Why a kubelet could not be read; the names are what health and JSON say. */
public enum KubeletFault {
    /** There is no socket at the path: the kubelet is down, or the folder is not mounted. */
    SOCKET_MISSING,
    /** The file is there and nobody listens: a kubelet that was killed. */
    SOCKET_REFUSED,
    /** The file may not be opened by this user. */
    NO_RIGHTS,
    /** It took the connection and did not answer in time. */
    DEADLINE_EXCEEDED,
    /** The connection ended in the middle of the answer. */
    CUT_OFF,
    /** The answer is larger than any node's can be. */
    TOO_LARGE,
    /** The answer is no message of the protocol. */
    GARBLED,
    /** The kubelet itself refused, with a gRPC status. */
    REFUSED
}
