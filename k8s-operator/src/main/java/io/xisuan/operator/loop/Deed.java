package io.xisuan.operator.loop;

/** What is to be done next with a live attempt. */
sealed interface Deed {
    /** Order what it needs, again if need be: an order given twice is carried out once. */
    record Act() implements Deed {}

    /** Note that the whole gang runs. */
    record NoteRunning() implements Deed {}

    /** Take down what exists of it; it ends when its pods are seen terminal or gone. */
    record Stop(Ending ending) implements Deed {}

    /** Nothing now. */
    record Leave() implements Deed {}
}
