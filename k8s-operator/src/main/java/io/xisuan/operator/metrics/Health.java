package io.xisuan.operator.metrics;

/** How the operator is, as its own process can say. */
public interface Health {
    /** An answer, with what stands behind it for people. */
    record Word(boolean well, String text) {}

    /** Whether the process goes on; when it does not, only a restart helps. */
    Word live();

    /** Whether it sees its cluster, reaches its store and would do what it is asked. */
    Word ready();
}
