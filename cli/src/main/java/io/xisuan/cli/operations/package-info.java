/**
 * The commands of operations about the whole: {@code sites}, {@code nodes}, {@code queue}, {@code drain} and {@code whatif}. They read
 * the store, and the cluster where they must; only {@code drain} changes anything, by a wish in the store that the leader carries out.
 * Start at {@link io.xisuan.cli.operations.QueueCommand}.
 */
@NullMarked
package io.xisuan.cli.operations;

import org.jspecify.annotations.NullMarked;
