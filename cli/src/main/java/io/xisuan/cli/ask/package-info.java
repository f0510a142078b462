/**
 * What a firm asks of the hub: the questions themselves, and the commands {@code why}, {@code eta} and {@code spend}. They go by the API
 * server with the firm's own rights, or by the store where one is named; they change nothing. Start reading at {@link
 * io.xisuan.cli.ask.Hub}.
 */
@NullMarked
package io.xisuan.cli.ask;

import org.jspecify.annotations.NullMarked;
