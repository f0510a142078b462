package io.xisuan.operator.observe;

/**
 * A pod that has our label and whose marks mean nothing: it was not made by us, or somebody changed it. What it asks for
 * counts as held by others.
 *
 * @param problem which mark, and what is wrong with it
 */
public record UnreadablePod(PodName id, String problem) {}
