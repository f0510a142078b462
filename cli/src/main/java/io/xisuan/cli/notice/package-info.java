/**
 * The commands {@code notice test}, {@code list} and {@code retry}: whether notices arrive, which did, and those that did not once more.
 *
 * <p>It must not know how anything is sent. Start reading at {@link io.xisuan.cli.notice.NoticeCommand}.
 */
@NullMarked
package io.xisuan.cli.notice;

import org.jspecify.annotations.NullMarked;
