/**
 * Sends notices: reads who is told what from a file, and carries messages to web hooks, mail servers and WeCom robots.
 *
 * <p>It must not know why anybody is told, nor keep what was told: that is the outbox's. Start reading at
 * {@link io.xisuan.operator.notice.send.Courier}.
 */
@NullMarked
package io.xisuan.operator.notice.send;

import org.jspecify.annotations.NullMarked;
