/**
 * Who is told what, when, by which way and in which words.
 *
 * <p>It must not know how a message is sent; it names files and asks neither clock, disk nor network. Start reading at {@link io.xisuan.operator.notice.NoticeOptions}.
 */
@NullMarked
package io.xisuan.operator.notice;

import org.jspecify.annotations.NullMarked;
