package io.xisuan.scheduler.simulation;

/** Which of the nodes with room a worker takes. */
enum NodeChoice {
    /** The one with the fewest free devices; of equals the first. */
    FULLEST,
    /** The first in the order of the file. */
    FIRST
}
