package io.xisuan.operator.loop;

/** What is to be done next with a live attempt. */
sealed interface Deed {
    /** Order what it needs, again if need be: an order given twice is carried out once. */
    record Act() implements Deed {}

    /** Note that the whole gang runs. */
    record NoteRunning() implements Deed {}

    /**
     * Decide that it ends, durably, before anything acts on it.
     *
     * @param graceMillis how long it has from now on
     */
    record Order(Ending ending, long graceMillis) implements Deed {}

    /** Tell its workers to save themselves by an instant, and leave them running. */
    record Signal(long byMillis) implements Deed {}

    /** Take down what exists of it; it ends when its pods are seen terminal or gone. */
    record Stop(long graceSeconds) implements Deed {}

    /** Nothing now. */
    record Leave() implements Deed {}
}
