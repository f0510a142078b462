package io.xisuan.operator.act;

/** Whether a process may act just now. It is asked before each act; the epoch's fence refuses what slips through after the answer. */
@FunctionalInterface
public interface Mandate {
    /** Always given: for who is no candidate beside others, as a single command or a test. */
    Mandate GIVEN = () -> true;

    /** Returns whether it is certain that no other process leads. */
    boolean held();

    /** Takes note of what came of an act, for who counts them. */
    default void answered(String act, ActAnswer answer) {}
}
