/**
 * Notices: what firms, operations and finance are told of by themselves, and which facts a notice has. Pure.
 *
 * <p>It must not know how anybody is told, nor in which words. Start reading at {@link io.xisuan.billing.notice.Notice}.
 */
@NullMarked
package io.xisuan.billing.notice;

import org.jspecify.annotations.NullMarked;
