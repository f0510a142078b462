/**
 * Where a person works with the program, kept in one file so that commands need not be told each time: a cluster, a store, a name, a
 * language. It holds no secret and knows no command. Start at {@link io.xisuan.cli.context.Contexts}.
 */
@NullMarked
package io.xisuan.cli.context;

import org.jspecify.annotations.NullMarked;
